package io.ispmonitor.leadership.lease;

import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.leadership.Leadership;
import io.ispmonitor.leadership.Standing;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.Wakeup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * In charge while it holds a lease. Asks the place of leases six times in a lease, on a loop of its
 * own, so a call there that hangs holds up nobody; whoever asks how it stands is told at once.
 *
 * <pre>{@code
 * LeaseLeadership leadership =
 *     LeaseLeadership.builder("tower-east", leases).mode(InstanceMode.ACTIVE).build();
 * leadership.start();
 * }</pre>
 *
 * <p>Most programs leave it to an {@link io.ispmonitor.instance.Instance} to use it, which starts
 * the monitor when a term begins and closes it when it ends. Thread-safe.
 */
public final class LeaseLeadership implements Leadership, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LeaseLeadership.class);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int TICKS = 4;

  private final LeaseSettings how;
  private final TimeSource time;
  private final Candidate candidate;
  private final Election election;
  private final Reach reach;
  private final Object life = new Object();
  private @Nullable Wakeup calls;
  private @Nullable Wakeup ticks;
  private final AtomicLong toldSleeps = new AtomicLong();
  private volatile boolean isClosed;
  private boolean isToldOfFailure;

  /** Of the watching loop: whether it was told that a term is not sure. */
  private boolean isToldOfDoubt;

  private volatile @Nullable String failure;

  LeaseLeadership(LeaseSettings how, Candidate candidate) {
    this.how = how;
    this.time = how.time();
    long beat = how.times().beatNanos();
    this.reach = new Reach(time, beat, beat);
    this.candidate = new Guarded(candidate, how.me().id());
    this.election = new Election(how, this.candidate, reach);
  }

  /**
   * Collects what one is made of.
   *
   * @param id the name of this instance, which no other may have
   * @param store the place of leases
   */
  public static LeaseLeadershipBuilder builder(String id, LeaseStore store) {
    return new LeaseLeadershipBuilder(id, store);
  }

  /**
   * Begins to ask for the lease. Does nothing when it runs already.
   *
   * @throws IllegalStateException when it was closed, or another instance has its place
   */
  public void start() {
    synchronized (life) {
      if (isClosed) {
        throw new IllegalStateException(
            "the leadership of '%s' was closed; build another one".formatted(how.me().id()));
      }
      if (calls != null) {
        return;
      }
      Place place = how.place();
      if (place != null) {
        place.take();
      }
      announce();
      calls = time.drive("ispmonitor-lease", this::turn, how.threads());
      ticks = time.drive("ispmonitor-lease-watch", this::watch, how.threads());
    }
  }

  private void announce() {
    InstanceStatus me = how.me();
    if (me.mode() == InstanceMode.ACTIVE) {
      log.info("INSTANCE '{}' ({}) wants to be in charge of '{}'", me.id(), me.mode(), how.scope());
    } else {
      log.warn(
          "INSTANCE_MODE '{}' is {}: {}",
          me.id(),
          me.mode(),
          switch (me.mode()) {
            case ACTIVE, STANDBY -> "it stores and sends nothing unless no active one lives";
            case OBSERVE -> "it asks and judges, but stores and sends nothing";
            case DISABLED -> "it does nothing at all";
          });
    }
  }

  private long turn(long now) {
    asleep();
    Optional<String> unfit = candidate.unfit(); // what hangs here is not the place of leases
    reach.begins();
    try {
      election.turn(unfit);
      reach.succeeded();
      failure = null;
      isToldOfFailure = false;
      long again = election.isUrgent() ? 0 : how.times().beatNanos();
      return Math.max(time.nanoTime(), now + again);
    } catch (RuntimeException | Error e) {
      reach.failed();
      election.interrupted();
      failed(e);
      return Math.max(time.nanoTime() + 1, now + how.times().beatNanos());
    }
  }

  private void failed(Throwable e) {
    String message = e.getMessage();
    failure = message == null ? e.toString() : message;
    if (!isToldOfFailure) {
      isToldOfFailure = true;
      log.warn(
          "LEASES_AWAY '{}' cannot ask for the lease of '{}': {}",
          how.me().id(),
          how.scope(),
          failure);
      log.debug("how the lease could not be asked for", e);
    }
  }

  /** Finds out that the process was stopped, and says when a term is in doubt. */
  private long watch(long now) {
    if (asleep()) {
      wake();
    }
    Term term = election.term();
    boolean isInDoubt = term != null && !term.isSure(now, reach.sleeps());
    if (isInDoubt != isToldOfDoubt) {
      isToldOfDoubt = isInDoubt;
      if (isInDoubt) {
        log.warn("LEADER_IN_DOUBT '{}': {}", how.me().id(), standing(how.scope()));
      } else {
        log.info("LEADER_IN_DOUBT_NO_MORE '{}': {}", how.me().id(), standing(how.scope()));
      }
    }
    return now + how.times().beatNanos() / TICKS;
  }

  /** Looks whether the process was stopped, after which no lease is sure. */
  private boolean asleep() {
    long sleeps = reach.sleeps();
    boolean hasSlept = toldSleeps.getAndSet(sleeps) != sleeps;
    if (hasSlept) {
      log.warn("INSTANCE_SLEPT '{}' was stopped for a while; it asks for its lease", how.me().id());
    }
    return hasSlept;
  }

  /** Asks soon, such as when something has become idle. */
  public void wake() {
    synchronized (life) {
      if (calls != null) {
        calls.wake();
      }
    }
  }

  @Override
  public Standing standing(String scope) {
    if (how.me().mode() == InstanceMode.OBSERVE) {
      return new Standing.Observing(
          "the mode of instance '%s' is OBSERVE".formatted(how.me().id()));
    }
    if (!scope.equals(how.scope())) {
      return new Standing.Following(
          "instance '%s' wants no lease of '%s'".formatted(how.me().id(), scope));
    }
    Term term = election.term();
    if (term == null || isClosed) {
      return new Standing.Following(election.reason(), election.leaving());
    }
    long now = time.nanoTime();
    if (term.isSure(now, reach.sleeps())) {
      return new Standing.Leading(term.token(), term.mayRepeat(now));
    }
    if (how.whenAway() == WhenAway.KEEP_SENDING && reach.isAway()) {
      return new Standing.Leading(term.token(), true);
    }
    return new Standing.Following(
        "the lease of '%s' ran out %d s ago, and was not kept yet"
            .formatted(scope, TimeUnit.NANOSECONDS.toSeconds(term.overNanos(now))),
        term.token());
  }

  /**
   * The token of the term that goes on, also while it is in doubt; empty once the lease is
   * another's, or has to be given up.
   */
  public Optional<FencingToken> term() {
    return Optional.ofNullable(election.term()).map(Term::token);
  }

  /** Whether it is in charge, and certainly nobody else is. */
  public boolean isSure() {
    Term term = election.term();
    return term != null && !isClosed && term.isSure(time.nanoTime(), reach.sleeps());
  }

  /** Why no term goes on, or why the last one has ended. */
  public String reason() {
    return election.reason();
  }

  /** Who was in charge before the term that goes on; empty when nobody was. */
  public Optional<String> predecessor() {
    return Optional.ofNullable(election.term()).map(Term::predecessor);
  }

  /** All instances that the place of leases knows, this one included, as they were last seen. */
  public List<InstanceStatus> instances() {
    return election.instances();
  }

  /**
   * How it stands: healthy when in charge beyond doubt, and when another one is as it should be.
   */
  public HealthCheck health() {
    String name = "leadership";
    String away = failure;
    Standing standing = standing(how.scope());
    InstanceMode mode = how.me().mode();
    if (standing instanceof Standing.Leading leading && isSure()) {
      return HealthCheck.healthy(name, "in charge, token " + leading.token().number());
    }
    if (standing instanceof Standing.Leading leading) {
      return HealthCheck.degraded(
          name,
          "in charge with token %d as far as can be known, the place of leases is away: %s"
              .formatted(leading.token().number(), away));
    }
    String what =
        standing instanceof Standing.Following following ? following.reason() : mode.toString();
    if (away != null) {
      what += "; the place of leases is away: " + away;
    }
    return HealthCheck.degraded(
        name, "mode %s: nothing is stored or sent, since %s".formatted(mode, what));
  }

  /** Gives the lease up and ends; within a few seconds, also when nobody answers. */
  @Override
  public void close() {
    Wakeup caller;
    Wakeup watcher;
    synchronized (life) {
      if (isClosed) {
        return;
      }
      isClosed = true;
      caller = calls;
      watcher = ticks;
    }
    if (caller != null && watcher != null) {
      watcher.close();
      caller.close();
      endWithin(caller, PATIENCE.multipliedBy(2));
    }
    Place place = how.place();
    if (place != null) {
      place.close();
    }
  }

  /** The place of leases may hang; the lease runs out then. */
  private void endWithin(Wakeup caller, Duration atMost) {
    Thread thread = how.threads().newThread(() -> end(caller));
    thread.setName("ispmonitor-lease-end");
    thread.start();
    try {
      thread.join(atMost.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(Wakeup caller) {
    try {
      if (caller.awaitEnd(PATIENCE)) {
        election.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.warn("LEASE_LEFT '{}' could not give up its lease, which runs out", how.me().id(), e);
    }
  }

  @Override
  public String toString() {
    return "leadership of instance '%s' (%s)".formatted(how.me().id(), how.me().mode());
  }
}
