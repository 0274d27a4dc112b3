package io.ispmonitor.instance;

import io.ispmonitor.Monitor;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.health.LoopHealth;
import io.ispmonitor.health.ProbeHealth;
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
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Starts a monitor when a term begins, and closes it when it ends. One loop makes the turns. */
final class Shift implements Candidate {
  private static final Logger log = LoggerFactory.getLogger(Instance.class);
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);
  private static final long LONGEST_START = Duration.ofMinutes(1).toNanos();
  private static final long SHORT_PAUSE = Duration.ofSeconds(1).toNanos();
  private static final long FIRST_PAUSE = Duration.ofSeconds(5).toNanos();
  private static final long LONGEST_PAUSE = Duration.ofMinutes(1).toNanos();
  private static final Duration END = Duration.ofSeconds(1);

  private final String id;
  private final InstanceMode mode;
  private final LeaseTimes times;
  private final TimeSource time;
  private final Runnable wake;
  private final @Nullable Duty duty;
  private final List<InstanceListener> listeners;
  private final Waiting waiting;
  private @Nullable LeaseLeadership leadership;

  /** What goes on; null when nothing does. */
  private volatile @Nullable Running running;

  /** Since when the duty is being begun; null when it is not. */
  private volatile @Nullable Long startingSince;

  private volatile @Nullable Failed failed;
  private volatile boolean isEnding;
  private long pause = FIRST_PAUSE;
  private long notBefore;

  /** A term for which a monitor runs. */
  private record Running(FencingToken token, Tenure tenure, Instant at, long begunNanos) {}

  private record Failed(String why, long untilNanos) {}

  /** Of the loop: whether data have come in in this term. */
  private boolean isConfirmed;

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
    return Optional.ofNullable(running).map(is -> is.tenure().monitor());
  }

  long turn(long now) {
    if (isEnding) {
      return Step.ON_WAKE;
    }
    LeaseLeadership lease = Objects.requireNonNull(leadership);
    Optional<FencingToken> wanted = wanted(lease);
    Running is = running;
    if (is != null && !wanted.equals(Optional.of(is.token()))) {
      end(is, lease);
      is = null;
    }
    if (is == null && wanted.isPresent()) {
      Failed before = failed;
      boolean isPausing = before != null && now - before.untilNanos() < 0;
      if (!isPausing && now - notBefore >= 0) {
        begin(wanted.get(), lease);
      }
    } else if (is != null) {
      confirm(is, lease);
    } else {
      waiting.begin();
    }
    return Instance.next(time.nanoTime());
  }

  /** One that observes needs no lease. */
  private Optional<FencingToken> wanted(LeaseLeadership lease) {
    return mode == InstanceMode.OBSERVE
        ? Optional.of(new FencingToken(Leadership.ALL, 0))
        : lease.term();
  }

  private void begin(FencingToken token, LeaseLeadership lease) {
    long began = time.nanoTime();
    Instant at = time.instant();
    startingSince = began;
    waiting.end();
    try {
      Tenure tenure = Objects.requireNonNull(Objects.requireNonNull(duty).begin(lease), "tenure");
      if (isEnding) {
        tenure.close(); // nobody waits for it any more
        return;
      }
      running = new Running(token, tenure, at, began);
      isConfirmed = false;
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

  private void end(Running is, LeaseLeadership lease) {
    String why = lease.reason();
    is.tenure().close();
    running = null;
    log.warn("INSTANCE_ENDED '{}' has closed its monitor: {}", id, why);
    tell(listener -> listener.onEnd(why));
    lease.wake();
  }

  /** A takeover is complete when the first answer is there, or when none will come soon. */
  private void confirm(Running is, LeaseLeadership lease) {
    if (isConfirmed || mode == InstanceMode.OBSERVE) {
      return;
    }
    Monitor monitor = is.tenure().monitor();
    boolean hasData = monitor.health().probes().stream().anyMatch(Shift::hasAnswered);
    Duration after = Duration.ofNanos(time.nanoTime() - is.begunNanos());
    if (!hasData && after.compareTo(LONGEST_SILENCE) < 0) {
      return;
    }
    isConfirmed = true;
    Takeover takeover =
        new Takeover(
            id,
            mode,
            is.token(),
            lease.predecessor().orElse(null),
            is.at(),
            monitor.inventory().size(),
            hasData ? after : null);
    log.atLevel(hasData ? Level.INFO : Level.WARN)
        .log(
            "TAKEOVER '{}' ({}) is in charge after '{}', token {}: {} devices, {}",
            id,
            mode,
            takeover.from(),
            is.token().number(),
            takeover.devices(),
            hasData
                ? "first data after " + after.toMillis() + " ms"
                : "none has answered for " + after.toSeconds() + " s");
    tell(listener -> listener.onTakeover(takeover));
  }

  private static boolean hasAnswered(ProbeHealth probe) {
    return probe.answered() > 0;
  }

  private void tell(Consumer<InstanceListener> what) {
    for (InstanceListener listener : listeners) {
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
    Failed last = failed;
    if (last != null && running == null && time.nanoTime() - last.untilNanos() < 0) {
      return Optional.of(last.why());
    }
    Running is = running;
    return is == null ? Optional.empty() : hung(is.tenure().monitor());
  }

  /** A loop that stands still for a whole lease does not come back by itself. */
  private Optional<String> hung(Monitor monitor) {
    return monitor.health().loops().stream()
        .filter(loop -> loop.stuckIn() != null)
        .filter(loop -> loop.sinceLastTurn().compareTo(times.lease()) > 0)
        .map(Shift::hangs)
        .findFirst();
  }

  private static String hangs(LoopHealth loop) {
    return "its loop %s has hung for %d s in %s"
        .formatted(loop.name(), loop.sinceLastTurn().toSeconds(), loop.stuckIn());
  }

  @Override
  public boolean isIdle() {
    return running == null && startingSince == null;
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

  /** Ends what goes on, once the loop has ended. */
  void end(Wakeup loop) {
    isEnding = true;
    try {
      if (!loop.awaitEnd(END)) {
        log.warn("INSTANCE_LEFT '{}' is left in the middle of its duty", id);
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    waiting.end();
    Running is = running;
    if (is != null) {
      is.tenure().close();
      running = null;
    }
  }
}
