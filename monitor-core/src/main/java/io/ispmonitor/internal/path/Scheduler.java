package io.ispmonitor.internal.path;

import io.ispmonitor.health.QueueHealth;
import io.ispmonitor.internal.loop.Inbox;
import io.ispmonitor.internal.loop.LogDesk;
import io.ispmonitor.internal.loop.Loop;
import io.ispmonitor.internal.loop.RepeatedLog;
import io.ispmonitor.internal.loop.StallDetector;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Gap;
import io.ispmonitor.probe.Priority;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.TimerWheel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every device at its time, and out of turn when the judge wants it. Holds the deadline of
 * every question itself, so a probe that never answers costs one outcome and no more.
 */
final class Scheduler implements Roster.Enrolment {
  private static final Logger logger = LoggerFactory.getLogger(Scheduler.class);
  private static final Duration TICK = Duration.ofMillis(5);
  private static final int WHEEL_SLOTS = 1 << 14;
  private static final int MOST_REQUESTS = 1 << 16;
  private static final long HEARTBEAT = Duration.ofMillis(200).toNanos();

  /**
   * For so long it serves; then requests, deadlines and whoever is more important come in between.
   */
  private static final long SLICE = Duration.ofMillis(50).toNanos();

  private static final long LOOK_AGAIN = Duration.ofMillis(20).toNanos();

  /** A question later than this is left to its next turn, so that a stall ends without a burst. */
  private static final long TOO_LATE = Duration.ofSeconds(1).toNanos();

  /** New devices are first asked at this rate, or over their interval where that is shorter. */
  private static final long FIRST_QUESTION_EVERY = Duration.ofMillis(1).toNanos();

  private final TimeSource time;
  private final Roster roster;
  private final JudgeDesk judge;
  private final Resolvers resolvers;
  private final Questions questions;
  private final Timetable timetable;
  private final TimerWheel<Asking> wheel;
  private final ExtraQueue extras;
  private final StallDetector stalls;
  private final RepeatedLog stallLog;
  private final Inbox<AskRequest> requests = new Inbox<>("questions out of turn", MOST_REQUESTS);
  private final @Nullable SubscriberCounts subscribers;
  private final Overload overload;
  private final Deque<Asking> expired = new ArrayDeque<>();
  private final DueQueue due = new DueQueue();
  private final List<Asking> fresh = new ArrayList<>();
  private double questionsPerSecond;
  private long wallOffsetNanos;
  private @Nullable TopologyChange unsent;
  private @Nullable Loop loop;

  Scheduler(
      TimeSource time,
      Rules rules,
      InventoryFeed feed,
      List<ProbeRunner> runners,
      Dependents dependents,
      JudgeDesk judge,
      Resolvers resolvers,
      @Nullable SubscriberCounts subscribers,
      Past past,
      Overload overload,
      LogDesk log) {
    this.time = time;
    this.roster = new Roster(feed, runners, dependents, past, this);
    this.judge = judge;
    this.resolvers = resolvers;
    this.subscribers = subscribers;
    this.overload = overload;
    this.stallLog = new RepeatedLog(logger, time, log);
    long now = time.nanoTime();
    this.wheel = new TimerWheel<>(TICK, WHEEL_SLOTS, now);
    this.extras = new ExtraQueue(now, this::postpone);
    this.stalls = new StallDetector(time, Duration.ofMillis(500), Duration.ofSeconds(1));
    this.timetable = new Timetable(rules, now - EpochNanos.of(time.instant()));
    this.questions = new Questions(resolvers, overload, stalls);
  }

  Roster roster() {
    return roster;
  }

  /** The loop that runs {@link #turn}; set before it starts. */
  void runBy(Loop loop) {
    this.loop = loop;
    questions.runBy(loop);
  }

  /** Wants a question out of turn. Any thread. False, and counted, when too many are wanted. */
  boolean request(AskRequest request) {
    boolean taken = requests.offer(request);
    loop().wake();
    return taken;
  }

  QueueHealth health() {
    return requests.health();
  }

  long turn(long now) {
    wallOffsetNanos = EpochNanos.of(time.instant()) - now;
    note(stalls.observe());
    follow(now);
    requests.gauge();
    for (AskRequest request = requests.poll(); request != null; request = requests.poll()) {
      take(request);
    }
    wheel.advance(now, expired::add);
    for (Asking asking = expired.poll(); asking != null; asking = expired.poll()) {
      sort(asking);
    }
    // The judge waits for these.
    long nextExtra = serveExtras();
    serveDue();
    questions.cancelGivenUp();
    overload.look(time.nanoTime(), judge.fill());
    return due.isEmpty()
        ? Math.min(Math.min(now + HEARTBEAT, wheel.nextDueNanos()), nextExtra)
        : time.nanoTime();
  }

  private void note(boolean stalled) {
    if (stalled) {
      overload.paused(time.nanoTime());
      stallLog.warn(
          "stall",
          "STALL {}; {}",
          stalls.reason(),
          "silences under way are void, late questions wait for their next turn");
    }
  }

  @Override
  public void enrol(Asking asking) {
    fresh.add(asking);
    asking.runner.devices.increment();
    overload.count(asking.priority, 1);
    changeRate(1e9 / asking.intervalNanos);
  }

  @Override
  public void dismiss(Asking asking) {
    asking.removed = true;
    asking.isDue = false;
    wheel.cancel(asking);
    asking.runner.devices.decrement();
    overload.count(asking.priority, -1);
    changeRate(-1e9 / asking.intervalNanos);
    OpenQuestion open = asking.open;
    asking.open = null;
    if (open != null) {
      questions.giveUp(open, new ProbeOutcome.Void("the device is not asked any more"));
    }
  }

  @Override
  public void askAgain(Asking asking) {
    take(new AskRequest(asking, time.nanoTime(), time.nanoTime(), Urgency.OTHERS_WAIT));
  }

  @Override
  public void rank(Asking asking, Priority priority) {
    overload.count(asking.priority, -1);
    asking.priority = priority;
    overload.count(priority, 1);
  }

  @Override
  public void resolve(Watched watched) {
    resolvers.of(watched).watch(watched, () -> resolved(watched));
  }

  @Override
  public void changed(Watched watched) {
    if (subscribers != null) {
      subscribers.watch(watched);
    }
  }

  /** A host name has an address for the first time, or another one: ask at once. */
  private void resolved(Watched watched) {
    long now = time.nanoTime();
    for (Asking asking : watched.askings) {
      request(new AskRequest(asking, now, now, Urgency.CONFIRM));
    }
  }

  /**
   * Gives up whatever is under way; for the end, when the loop runs no more.
   *
   * @return the questions that are left to be cancelled
   */
  List<OpenQuestion> giveUpAll(String reason) {
    List<OpenQuestion> givenUp = new ArrayList<>();
    for (Watched watched : roster.all()) {
      for (Asking asking : watched.askings) {
        OpenQuestion open = asking.open;
        if (open != null && open.giveUp(new ProbeOutcome.Void(reason))) {
          givenUp.add(open);
        }
      }
    }
    return givenUp;
  }

  private void follow(long now) {
    if (unsent == null) {
      unsent = roster.follow(loop(), now, now + wallOffsetNanos);
      planFresh(now);
    }
    if (unsent != null && judge.submit(unsent)) {
      unsent = null;
    }
  }

  /** First questions come soon, but spread; then each device keeps to its own phase. */
  private void planFresh(long now) {
    long spread = fresh.size() * FIRST_QUESTION_EVERY;
    fresh.removeIf(asking -> asking.removed);
    for (Asking asking : fresh) {
      timetable.planFirst(asking, now, spread);
      wheel.schedule(asking, asking.regularNanos);
    }
    fresh.clear();
  }

  private void take(AskRequest request) {
    Asking asking = request.asking();
    if (asking.removed || asking.wasAskedSince(request.unlessSinceNanos())) {
      return;
    }
    asking.wantExtra(request.notBeforeNanos(), request.urgency());
    OpenQuestion open = asking.open;
    if (asking.isQueued()) {
      extras.add(asking); // which may move it up
    } else if (asking.isDue) {
      if (asking.extraNanos() - time.nanoTime() <= 0) {
        extras.add(asking); // whichever comes first
      }
    } else if (open == null || open.isDone()) {
      asking.open = null;
      wheel.schedule(asking, asking.dueNanos());
    } else if (!asking.runner.judgesReachability) {
      // Its timer stands at the deadline, long after most of these questions have ended.
      long look = Math.max(asking.extraNanos(), lookAgainNanos(asking, open, time.nanoTime()));
      if (look - overNanos(asking, open) < 0) {
        wheel.schedule(asking, look);
      }
    }
  }

  /** When to see whether a question has ended: soon, and the more seldom the longer it takes. */
  private static long lookAgainNanos(Asking asking, OpenQuestion open, long now) {
    long step = Math.max(LOOK_AGAIN, (now - open.askedNanos) / 4);
    long over = overNanos(asking, open);
    return over - now > 0 ? Math.min(now + step, over) : now + LOOK_AGAIN;
  }

  private static long overNanos(Asking asking, OpenQuestion open) {
    return open.askedNanos + asking.waitNanos + LOOK_AGAIN;
  }

  /** Its timer ran out: a question ends, or one is due. */
  private void sort(Asking asking) {
    if (asking.removed || asking.isSet()) {
      return;
    }
    long now = time.nanoTime();
    OpenQuestion open = asking.open;
    if (open != null && !open.isDone() && !questions.isOver(open, now)) {
      wheel.schedule(asking, lookAgainNanos(asking, open, now));
      return;
    }
    asking.open = null;
    boolean extraIsDue = asking.extraNanos() <= now;
    if (asking.regularNanos <= now) {
      due.add(asking, extraIsDue && asking.extraUrgency() != Urgency.LOOK);
      return;
    }
    if (extraIsDue) {
      extras.add(asking);
    }
    wheel.schedule(asking, asking.dueNanos());
  }

  private void serveDue() {
    long until = time.nanoTime() + SLICE;
    for (Asking asking = due.poll(); asking != null; asking = due.poll()) {
      long now = time.nanoTime();
      serve(asking, now);
      note(stalls.glance());
      if (now - until >= 0) {
        return;
      }
    }
  }

  /** Its regular turn has come: it is asked, or there is a reason why not. */
  private void serve(Asking asking, long now) {
    long late = now - asking.regularNanos;
    if (asking.wasAsked) {
      // Where the interval is as short as the timeout, a turn has to wait for the question before.
      long free = asking.lastAskedNanos + asking.waitNanos + LOOK_AGAIN;
      late = Math.min(late, Math.max(0, now - free));
      overload.turn(asking.priority, late);
    }
    // Not twice running: whoever always comes late must not go unasked for ever.
    boolean mustBeAsked = asking.skipped || asking.extraNanos() <= now;
    if (!mustBeAsked && isStretched(asking)) {
      asking.leaveOut();
      asking.runner.stretched.increment();
    } else if (late > TOO_LATE && !asking.skipped) {
      asking.skipped = true;
      asking.runner.missed.increment();
      overload.missed();
      if (!asking.wasAsked) {
        // Nothing is known of it yet, and its next turn may be hours away: begin with it again.
        fresh.add(asking);
        return;
      }
    } else if (asking.watched.resting && !asking.runner.judgesReachability) {
      rest(asking, now);
    } else {
      ask(asking, now);
      return;
    }
    timetable.planNext(asking, now);
    wheel.schedule(asking, asking.dueNanos());
  }

  /** A first question is never left out. */
  private boolean isStretched(Asking asking) {
    return asking.wasAsked && !timetable.isAskedAt(asking, overload.factor(asking.priority));
  }

  private void rest(Asking asking, long now) {
    long epochNanos = now + wallOffsetNanos;
    judge.submit(to -> to.keepGap(asking, epochNanos, Gap.RESTING));
  }

  /** The extra question that it waited for was asked; it wants another one, but not yet. */
  private void postpone(Asking asking) {
    if (!asking.isDue) {
      wheel.schedule(asking, asking.dueNanos());
    }
  }

  private long serveExtras() {
    long until = time.nanoTime() + SLICE;
    while (time.nanoTime() - until < 0) {
      Asking asking = extras.next(time);
      if (asking == null) {
        break;
      }
      ask(asking, time.nanoTime());
      note(stalls.glance());
    }
    return extras.nextNanos(time.nanoTime());
  }

  /** Sends a question. The last thing done for a device, because the probe may keep the thread. */
  private void ask(Asking asking, long now) {
    boolean first = !asking.wasAsked;
    OpenQuestion question = new OpenQuestion(asking, now, now + wallOffsetNanos, judge);
    asking.asks(question, questions.waitNanos(asking, now));
    timetable.planAfter(asking, now, first, LOOK_AGAIN);
    wheel.schedule(asking, overNanos(asking, question));
    questions.send(question);
  }

  private void changeRate(double by) {
    questionsPerSecond = Math.max(0, questionsPerSecond + by);
    extras.nominalRate(questionsPerSecond);
  }

  private Loop loop() {
    Loop running = loop;
    if (running == null) {
      throw new IllegalStateException("the scheduler has no loop yet");
    }
    return running;
  }
}
