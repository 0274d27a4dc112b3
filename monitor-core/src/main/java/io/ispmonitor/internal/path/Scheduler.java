package io.ispmonitor.internal.path;

import io.ispmonitor.device.Device;
import io.ispmonitor.health.QueueHealth;
import io.ispmonitor.internal.loop.Inbox;
import io.ispmonitor.internal.loop.LogDesk;
import io.ispmonitor.internal.loop.Loop;
import io.ispmonitor.internal.loop.RepeatedLog;
import io.ispmonitor.internal.loop.StallDetector;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Gap;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Question;
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

  /** What a probe gets on top of the deadline to hand over its outcome. */
  private static final long GRACE = Duration.ofSeconds(1).toNanos();

  private static final long LOOK_AGAIN = Duration.ofMillis(20).toNanos();

  /** A question later than this is left to its next turn, so that a stall ends without a burst. */
  private static final long TOO_LATE = Duration.ofSeconds(1).toNanos();

  /** New devices are first asked at this rate, or over their interval where that is shorter. */
  private static final long FIRST_QUESTION_EVERY = Duration.ofMillis(1).toNanos();

  private final TimeSource time;
  private final Rules rules;
  private final Roster roster;
  private final JudgeDesk judge;
  private final List<Resolver> resolvers;
  private final TimerWheel<Asking> wheel;
  private final ExtraQueue extras;
  private final StallDetector stalls;
  private final RepeatedLog stallLog;
  private final long anchorNanos;
  private final Inbox<AskRequest> requests = new Inbox<>("questions out of turn", MOST_REQUESTS);
  private final Deque<Asking> due = new ArrayDeque<>();
  private final Deque<OpenQuestion> toCancel = new ArrayDeque<>();
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
      JudgeDesk judge,
      List<Resolver> resolvers,
      Past past,
      LogDesk log) {
    this.time = time;
    this.rules = rules;
    this.roster = new Roster(feed, runners, past, this);
    this.judge = judge;
    this.resolvers = List.copyOf(resolvers);
    this.stallLog = new RepeatedLog(logger, time, log);
    long now = time.nanoTime();
    this.wheel = new TimerWheel<>(TICK, WHEEL_SLOTS, now);
    this.extras = new ExtraQueue(now);
    this.stalls = new StallDetector(time, Duration.ofMillis(700), Duration.ofSeconds(1));
    this.anchorNanos = now - EpochNanos.of(time.instant());
  }

  Roster roster() {
    return roster;
  }

  /** The loop that runs {@link #turn}; set before it starts. */
  void runBy(Loop loop) {
    this.loop = loop;
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
    if (stalls.observe()) {
      stallLog.warn(
          "stall",
          "STALL {}; {}",
          stalls.reason(),
          "silences under way are void, late questions wait for their next turn");
    }
    follow(now);
    requests.gauge();
    for (AskRequest request = requests.poll(); request != null; request = requests.poll()) {
      take(request);
    }
    wheel.advance(now, due::add);
    for (Asking asking = due.poll(); asking != null; asking = due.poll()) {
      serve(asking);
    }
    long nextExtra = serveExtras();
    for (OpenQuestion open = toCancel.poll(); open != null; open = toCancel.poll()) {
      cancel(open);
    }
    return Math.min(Math.min(now + HEARTBEAT, wheel.nextDueNanos()), nextExtra);
  }

  @Override
  public void enrol(Asking asking) {
    fresh.add(asking);
    asking.runner.devices.increment();
    changeRate(1e9 / asking.intervalNanos);
  }

  @Override
  public void dismiss(Asking asking) {
    asking.removed = true;
    wheel.cancel(asking);
    asking.runner.devices.decrement();
    changeRate(-1e9 / asking.intervalNanos);
    OpenQuestion open = asking.open;
    asking.open = null;
    if (open != null && open.giveUp(new ProbeOutcome.Void("the device is not asked any more"))) {
      toCancel.add(open);
    }
  }

  @Override
  public void askAgain(Asking asking) {
    take(new AskRequest(asking, time.nanoTime(), time.nanoTime(), Urgency.OTHERS_WAIT));
  }

  @Override
  public void resolve(Watched watched) {
    resolverOf(watched).watch(watched, () -> resolved(watched));
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
      if (spread < asking.intervalNanos) {
        asking.regularNanos = now + asking.phase(spread);
      } else {
        asking.planRegular(now, anchorNanos);
      }
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
    } else if (open == null || open.isDone()) {
      asking.open = null;
      wheel.schedule(asking, asking.dueNanos());
    }
  }

  /** Its timer ran out: a question ends, or one is due. */
  private void serve(Asking asking) {
    if (asking.removed || asking.isSet()) {
      return;
    }
    long now = time.nanoTime();
    OpenQuestion open = asking.open;
    if (open != null && !open.isDone() && !expire(asking, open, now)) {
      return;
    }
    asking.open = null;
    if (asking.regularNanos <= now) {
      serveRegular(asking, now);
    } else if (asking.extraNanos <= now) {
      extras.add(asking);
    }
    if (asking.open == null) {
      wheel.schedule(asking, asking.dueNanos());
    }
  }

  private boolean expire(Asking asking, OpenQuestion open, long now) {
    long since = Math.max(open.askedNanos + asking.timeoutNanos(), stalls.endedNanos());
    if (now - since < GRACE) {
      wheel.schedule(asking, now + LOOK_AGAIN);
      return false;
    }
    String reason =
        "probe " + asking.runner.name + " gave no outcome; it must hand one over by its deadline";
    if (open.giveUp(new ProbeOutcome.Broken(reason, null))) {
      asking.runner.neverAnswered.increment();
      toCancel.add(open);
    }
    return true;
  }

  private void serveRegular(Asking asking, long now) {
    boolean tooLate = now - asking.regularNanos > TOO_LATE;
    if (tooLate && !asking.skipped) {
      // Not twice running: whoever always comes late must not go unasked for ever.
      asking.skipped = true;
      asking.runner.missed.increment();
    } else if (asking.watched.resting && !asking.runner.judgesReachability) {
      rest(asking, now);
    } else {
      ask(asking, now);
      return;
    }
    asking.planRegular(now, anchorNanos);
  }

  private void rest(Asking asking, long now) {
    long epochNanos = now + wallOffsetNanos;
    judge.submit(to -> to.keep(asking, epochNanos, asking.runner.gap(Gap.RESTING)));
  }

  private long serveExtras() {
    for (Asking asking = extras.next(time); asking != null; asking = extras.next(time)) {
      ask(asking, time.nanoTime());
    }
    return extras.nextNanos(time.nanoTime());
  }

  /** Sends a question. The last thing done for a device, because the probe may keep the thread. */
  private void ask(Asking asking, long now) {
    OpenQuestion question = new OpenQuestion(asking, now, now + wallOffsetNanos, judge);
    boolean first = !asking.wasAsked;
    asking.open = question;
    asking.lastAskedNanos = now;
    asking.wasAsked = true;
    asking.skipped = false;
    asking.noExtra();
    boolean farOff = asking.regularNanos - now > 2 * asking.intervalNanos;
    if (asking.regularNanos <= now || farOff) {
      // A first question comes at any time; the regular turn soon after it would be one too many.
      long gap = first ? asking.intervalNanos / 2 : asking.intervalNanos / 4;
      asking.planRegular(now + gap, anchorNanos);
    }
    if (asking.runner.judgesReachability) {
      followDowntime(asking, now);
    }
    wheel.schedule(asking, now + asking.timeoutNanos() + LOOK_AGAIN);
    asking.runner.asked.increment();
    Device device = asking.watched.askable();
    if (device == null) {
      question.accept(
          new ProbeOutcome.Broken(resolverOf(asking.watched).trouble(asking.watched), null));
      return;
    }
    question.asked(device);
    Deadline deadline = new Deadline(now, asking.timeoutNanos());
    boolean called =
        loop()
            .call(
                asking.runner.part,
                "ask",
                device.id(),
                () -> question.handle(asking.runner.probe.start(device, deadline, question)));
    if (!called) {
      asking.runner.threw.increment();
      question.giveUp(new ProbeOutcome.Broken(refusal(asking.runner), null));
    }
  }

  /** While a device is down, the downtime model says when it is asked next. */
  private void followDowntime(Asking asking, long now) {
    long since = asking.watched.downSinceNanos;
    if (since == Watched.NOT_DOWN) {
      return;
    }
    long pace =
        rules.of(asking.watched).downtime().intervalNanosAt(now - since, asking.intervalNanos);
    if (pace < asking.intervalNanos) {
      asking.wantExtra(now + pace, Urgency.LOOK);
    } else if (pace > asking.intervalNanos) {
      asking.planRegular(now + pace - asking.intervalNanos, anchorNanos);
    }
  }

  private static String refusal(ProbeRunner runner) {
    return runner.part.isBarred()
        ? "probe " + runner.name + " is left alone: " + runner.part.stuck() + " threads hang in it"
        : "probe " + runner.name + " threw: " + runner.part.lastFailure();
  }

  private void cancel(OpenQuestion open) {
    Question handle = open.handle();
    if (handle != null) {
      loop().call(open.asking.runner.part, "cancel the question to", open.asking, handle::cancel);
    }
  }

  private Resolver resolverOf(Watched watched) {
    return resolvers.get(Math.floorMod(watched.id().hashCode(), resolvers.size()));
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
