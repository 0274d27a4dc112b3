package io.ispmonitor.testkit.check;

import io.ispmonitor.device.Inventory;
import io.ispmonitor.extension.MonitorContext;
import io.ispmonitor.extension.MonitorExtension;
import io.ispmonitor.extension.MonitorListener;
import io.ispmonitor.extension.OutcomeListener;
import io.ispmonitor.extension.ProbeResult;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.reachability.StateLog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Watches a monitor and finds where it breaks its rules. It counts for itself, from what every
 * listener hears, and trusts nothing the monitor says about its own counting.
 *
 * <p>Attach it with {@code Monitor.builder().with(checker)}, or by hand as a listener and as a
 * listener of outcomes. It may be attached to the next monitor after a restart with the same state
 * log: what people were told before is not to be told again.
 *
 * <p>What it keeps is bounded by the number of devices, with those removed in the last hour, not by
 * how long it watches; of each rule the first 25 violations are kept and the others counted. It
 * must hear every event: a queue of the monitor that overflows makes it find what is not there.
 * Thread-safe.
 */
public final class InvariantChecker implements MonitorListener, OutcomeListener, MonitorExtension {
  private final Findings findings;
  private final Books books;
  private final AttachedMaintenance maintenance;
  private @Nullable MonitorContext monitor;
  private @Nullable Instant closedAt;
  private @Nullable Pulse pulse;

  InvariantChecker(
      Inventory inventory, Settings settings, AttachedMaintenance maintenance, Set<Rule> leftOut) {
    this.maintenance = maintenance;
    this.findings = new Findings(leftOut);
    this.books = new Books(inventory, settings, findings);
  }

  /** Begins to describe a monitor that watches the devices of this inventory. */
  public static InvariantCheckerBuilder watching(Inventory inventory) {
    return new InvariantCheckerBuilder(inventory);
  }

  @Override
  public String name() {
    return "invariant-checker";
  }

  /**
   * Listens to a monitor that starts, and watches its clocks. A second one counts as the first
   * one's restart.
   */
  @Override
  public void attach(MonitorContext context) {
    boolean isRestart;
    synchronized (this) {
      isRestart = monitor != null;
      monitor = context;
      closedAt = null;
      maintenance.attach(context.maintenance(), context.inventory());
    }
    Instant now = context.time().instant();
    if (isRestart) {
      restarted(now);
    } else {
      paused(now); // whoever is there already is to be asked from now on
    }
    Pulse started = new Pulse(context.time(), context.threads(), new Clocks());
    synchronized (this) {
      pulse = started;
    }
    context.listen((MonitorListener) this);
    context.listen((OutcomeListener) this);
  }

  /** The monitor ends; the checker goes on knowing what it knows. */
  @Override
  public void close() {
    Pulse last;
    synchronized (this) {
      last = pulse;
      pulse = null;
      closedAt = monitor == null ? null : monitor.time().instant();
    }
    if (last != null) {
      last.close();
    }
  }

  /**
   * The monitor was started again, with the state log it had before. Called by {@link #attach}; for
   * those who attach by hand.
   */
  public synchronized void restarted(Instant at) {
    books.restarted(EpochNanos.of(at));
  }

  /**
   * Time went by unseen until this instant: what should have happened meanwhile is not missed.
   * Noticed by itself after {@link #attach}; for those who attach by hand.
   */
  public synchronized void paused(Instant at) {
    books.interrupted(EpochNanos.of(at));
  }

  /**
   * The wall clock was set to this instant: for a while, nothing is said about what came before
   * what. Noticed by itself after {@link #attach}; for those who attach by hand.
   */
  public synchronized void clockSet(Instant at) {
    books.clockSet(EpochNanos.of(at));
  }

  @Override
  public synchronized void onStateChange(StateChange change) {
    books.hear(change);
  }

  @Override
  public synchronized void onAnnouncement(Announcement announcement) {
    books.hear(announcement);
  }

  @Override
  public synchronized void onIsolation(Isolation isolation) {
    books.hear(isolation);
  }

  @Override
  public synchronized void onOutcome(ProbeResult result) {
    books.hear(result);
  }

  /**
   * Looks at everything as it is now: what is overdue, and whether the statuses and the state log
   * agree with what was told. To be called when the monitor is at rest: in manual time at any
   * moment between two advances, in the machine's time once it is closed.
   *
   * <p>Reading a state log may take long, so of more than 500 devices only every second, third, or
   * so on is compared with its log: 500 at most, the same ones every time. Statuses are compared of
   * all devices.
   *
   * @throws IllegalStateException when it was not attached by {@link #attach}, or heard nothing of
   *     the probes it knows for longer than it takes to ask a device
   */
  public void conclude() {
    MonitorContext attached;
    Instant end;
    synchronized (this) {
      attached = monitor;
      end = closedAt;
    }
    if (attached == null) {
      throw new IllegalStateException(
          "the checker is attached to no monitor; build the monitor with(checker), or hand over"
              + " what is to be looked at");
    }
    Instant now = end == null ? attached.time().instant() : end;
    conclude(now, attached::status, attached.stateLog());
  }

  /**
   * Looks at everything as it is now, for those who attach by hand.
   *
   * @param now the time by the monitor's wall clock, or when it was closed
   * @param statuses how devices stand
   * @param log where changes are kept; of more than 500 devices not all are compared with it
   * @throws IllegalStateException when it heard nothing of the probes it knows for longer than it
   *     takes to ask a device
   */
  public synchronized void conclude(
      Instant now, Function<String, Optional<DeviceStatus>> statuses, StateLog log) {
    books.conclude(EpochNanos.of(now), statuses, log);
  }

  /** The violations found so far, of each rule the first 25. */
  public synchronized List<Violation> violations() {
    return findings.kept();
  }

  /** How often each rule was violated; rules that were kept are not in it. */
  public synchronized Map<Rule, Long> counts() {
    return findings.counts();
  }

  /**
   * Concludes, where a monitor is attached, and fails with a report when any rule was violated, or
   * when nothing was heard that could be checked.
   *
   * @throws AssertionError with the rules, how often they were violated, and examples of each; or
   *     with the probes of which nothing was heard
   */
  public void assertNone() {
    MonitorContext attached;
    synchronized (this) {
      String deafness = books.deafness();
      if (deafness != null) {
        throw new AssertionError(deafness);
      }
      attached = monitor;
    }
    if (attached != null) {
      conclude();
    }
    synchronized (this) {
      if (!findings.counts().isEmpty()) {
        throw new AssertionError("the monitor broke its rules:\n" + findings.report());
      }
    }
  }

  @Override
  public synchronized String toString() {
    return "invariant checker, " + findings.counts();
  }

  /** What the pulse notices. */
  private final class Clocks implements Pulse.Interruptions {
    @Override
    public void paused(long epochNanos) {
      InvariantChecker.this.paused(EpochNanos.toInstant(epochNanos));
    }

    @Override
    public void clockSet(long epochNanos) {
      InvariantChecker.this.clockSet(EpochNanos.toInstant(epochNanos));
    }
  }
}
