package io.ispmonitor.instance;

import io.ispmonitor.Monitor;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.leadership.Leadership;
import io.ispmonitor.leadership.lease.Candidate;
import io.ispmonitor.leadership.lease.InstanceMode;
import io.ispmonitor.leadership.lease.LeaseLeadership;
import io.ispmonitor.leadership.lease.LeaseTimes;
import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.Wakeup;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a monitor when a term begins, and closes it when it ends. One loop makes the turns. */
final class Shift implements Candidate {
  private static final Logger log = LoggerFactory.getLogger(Instance.class);
  private static final long LONGEST_START = Duration.ofMinutes(1).toNanos();
  private static final long SHORT_PAUSE = Duration.ofSeconds(1).toNanos();
  private static final long FIRST_PAUSE = Duration.ofSeconds(5).toNanos();
  private static final long LONGEST_PAUSE = Duration.ofMinutes(1).toNanos();
  private static final Duration END = Duration.ofSeconds(1);

  /** What takes longer to close than this does not come to an end. */
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(20);

  private final String id;
  private final InstanceMode mode;
  private final LeaseTimes times;
  private final TimeSource time;
  private final Runnable wake;
  private final @Nullable Duty duty;
  private final List<InstanceListener> listeners;
  private final Waiting waiting;
  private @Nullable LeaseLeadership leadership;

  /** What goes on; null when nothing does. Whoever takes it out closes it. */
  private final AtomicReference<@Nullable Running> running = new AtomicReference<>();

  /** What the loop does in its turn; null between turns, and while the duty begins. */
  private volatile @Nullable Doing doing;

  /** How many close what was going on. */
  private final AtomicInteger closing = new AtomicInteger();

  /** Since when the duty is being begun; null when it is not. */
  private volatile @Nullable Long startingSince;

  private volatile @Nullable Failed failed;
  private volatile boolean isEnding;
  private long pause = FIRST_PAUSE;
  private long notBefore;

  /** A term for which a monitor runs. */
  private record Running(FencingToken token, Tenure tenure) {}

  /** Of the loop: the last term that was had. */
  private @Nullable Arrival arrival;

  private record Doing(String what, long sinceNanos) {}

  private record Failed(String why, long untilNanos) {}

  Shift(InstanceBuilder how, Runnable wake) {
    this.id = how.id;
    this.mode = how.mode;
    this.times = how.times;
    this.time = how.time;
    this.duty = how.duty;
    this.listeners = List.copyOf(how.listeners);
    this.wake = wake;
    this.notBefore = time.nanoTime();
    this.waiting = new Waiting(how.id, how.whileWaiting, how.time);
  }

  void follow(LeaseLeadership leadership) {
    this.leadership = leadership;
  }

  String id() {
    return id;
  }

  InstanceMode mode() {
    return mode;
  }

  Optional<Monitor> monitor() {
    return Optional.ofNullable(running.get()).map(is -> is.tenure().monitor());
  }

  long turn(long now) {
    try {
      if (!isEnding) {
        turn(now, Objects.requireNonNull(leadership));
      }
    } finally {
      doing = null;
      if (isEnding) {
        waiting.end(); // whoever ends this may not have waited for this turn
        closeRunning();
      }
    }
    return isEnding ? Step.ON_WAKE : Instance.next(time.nanoTime());
  }

  private void turn(long now, LeaseLeadership lease) {
    doing("a look at its lease");
    Optional<FencingToken> wanted = wanted(lease);
    Running is = running.get();
    if (is != null && !wanted.equals(Optional.of(is.token()))) {
      end(lease);
      is = null;
    }
    if (is == null && wanted.isPresent()) {
      arrives(wanted.get());
      Failed before = failed;
      boolean isPausing = before != null && now - before.untilNanos() < 0;
      if (!isPausing && now - notBefore >= 0) {
        begin(wanted.get(), lease);
      }
    } else if (is != null) {
      confirm(is, lease);
    } else {
      doing("opening what it has open while it waits");
      waiting.begin();
    }
  }

  private void doing(String what) {
    doing = new Doing(what, time.nanoTime());
  }

  /** One that observes needs no lease. */
  private Optional<FencingToken> wanted(LeaseLeadership lease) {
    return mode == InstanceMode.OBSERVE
        ? Optional.of(new FencingToken(Leadership.ALL, 0))
        : lease.term();
  }

  /** A term counts from when it was had, however often its duty is tried. */
  private void arrives(FencingToken token) {
    Arrival last = arrival;
    if (last == null || !last.token().equals(token)) {
      arrival = new Arrival(id, mode, token, time.instant(), time.nanoTime());
    }
  }

  private void begin(FencingToken token, LeaseLeadership lease) {
    startingSince = time.nanoTime();
    doing = null;
    waiting.end();
    try {
      Tenure tenure = Objects.requireNonNull(Objects.requireNonNull(duty).begin(lease), "tenure");
      running.set(new Running(token, tenure));
      failed = null;
      pause = FIRST_PAUSE;
    } catch (Throwable e) { // other languages throw checked exceptions undeclared
      notBegun(token, lease, e);
    } finally {
      startingSince = null;
      lease.wake();
    }
  }

  private void notBegun(FencingToken token, LeaseLeadership lease, Throwable e) {
    boolean isDoubtful =
        mode != InstanceMode.OBSERVE
            && (!lease.isSure() || !lease.term().equals(Optional.of(token)));
    if (isDoubtful) {
      notBefore = time.nanoTime() + SHORT_PAUSE;
      log.warn("INSTANCE_NOT_STARTED '{}' was losing its lease while its duty began: {}", id, e);
      return; // which is nobody's failure
    }
    failed = new Failed("it could not start: " + e, time.nanoTime() + pause);
    pause = Math.min(2 * pause, LONGEST_PAUSE);
    log.error("INSTANCE_NOT_STARTED '{}' could not begin its duty; it tries again", id, e);
  }

  private void end(LeaseLeadership lease) {
    String why = lease.reason();
    doing("closing its monitor");
    closeRunning();
    log.warn("INSTANCE_ENDED '{}' has closed its monitor: {}", id, why);
    tell(listener -> listener.onEnd(why));
    lease.wake();
  }

  private void confirm(Running is, LeaseLeadership lease) {
    Objects.requireNonNull(arrival)
        .complete(is.tenure().monitor(), lease.predecessor().orElse(null), time.nanoTime())
        .ifPresent(takeover -> tell(listener -> listener.onTakeover(takeover)));
  }

  private void tell(Consumer<InstanceListener> what) {
    for (InstanceListener listener : listeners) {
      doing("listener " + listener);
      try {
        what.accept(listener);
      } catch (RuntimeException | Error e) {
        log.warn("INSTANCE_LISTENER {} failed", listener, e);
      }
    }
  }

  @Override
  public Optional<String> unfit() {
    Long since = startingSince;
    if (since != null && time.nanoTime() - since > LONGEST_START) {
      return Optional.of("its start takes longer than a minute");
    }
    Running is = running.get();
    Failed last = failed;
    if (last != null && is == null && time.nanoTime() - last.untilNanos() < 0) {
      return Optional.of(last.why());
    }
    return hung()
        .or(() -> is == null ? Optional.empty() : is.tenure().monitor().stall(times.lease()));
  }

  /** What stands still for a whole lease does not come back by itself. */
  private Optional<String> hung() {
    Doing is = doing;
    Duration since =
        is == null ? Duration.ZERO : Duration.ofNanos(time.nanoTime() - is.sinceNanos());
    return is == null || since.compareTo(times.lease()) <= 0
        ? Optional.empty()
        : Optional.of("it has hung for %d s in %s".formatted(since.toSeconds(), is.what()));
  }

  @Override
  public boolean isIdle() {
    return running.get() == null && closing.get() == 0 && startingSince == null;
  }

  @Override
  public void changed() {
    wake.run();
  }

  HealthCheck health() {
    HealthCheck lease = Objects.requireNonNull(leadership).health();
    Failed last = failed;
    return last == null
        ? lease
        : HealthCheck.failing(lease.name(), last.why() + "; " + lease.detail());
  }

  /**
   * Ends what goes on, once the loop has ended, or for it when it hangs. An interrupt is kept for
   * afterwards: what is open must not stay open.
   */
  void end(Wakeup loop) {
    isEnding = true;
    boolean isInterrupted = Thread.interrupted();
    boolean hasEnded = false;
    long until = time.nanoTime() + LONGEST_CLOSE.toNanos();
    do {
      try {
        hasEnded = loop.awaitEnd(END);
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    } while (!hasEnded && closing.get() > 0 && time.nanoTime() - until < 0);
    if (hasEnded) {
      waiting.end();
    } else {
      Doing is = doing;
      log.warn("INSTANCE_LEFT '{}' is left in {}", id, is == null ? "its duty" : is.what());
    }
    closeRunning();
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeRunning() {
    closing.incrementAndGet();
    try {
      Running is = running.getAndSet(null);
      if (is != null) {
        is.tenure().close();
      }
    } finally {
      closing.decrementAndGet();
    }
  }
}
