package io.ispmonitor.benchmarks.alerts;

import io.ispmonitor.device.Device;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.PingMetrics;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Question;
import io.ispmonitor.probe.Role;
import io.ispmonitor.testkit.Later;
import io.ispmonitor.time.TimeSource;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks devices that answer at once while there is power, and not at all afterwards. Any thread. */
final class PowerProbe implements Probe, AutoCloseable {
  private static final Layout LAYOUT = Layout.of(PingMetrics.ROUND_TRIP, PingMetrics.LOSS);
  private static final double ROUND_TRIP = 0.001;

  private final TimeSource time;
  private final Later later;
  private final AtomicReference<@Nullable Instant> firstUnanswered = new AtomicReference<>();
  private volatile boolean hasPower = true;

  PowerProbe(TimeSource time) {
    this.time = time;
    this.later = Later.in(time, "power-probe");
  }

  /** From now on nobody answers. */
  void cutPower() {
    hasPower = false;
  }

  /** When the first question was sent that nobody answered; null while there was none. */
  @Nullable Instant firstUnanswered() {
    return firstUnanswered.get();
  }

  @Override
  public String name() {
    return "power";
  }

  @Override
  public Role role() {
    return Role.REACHABILITY;
  }

  @Override
  public Layout layout() {
    return LAYOUT;
  }

  @Override
  public Question start(Device device, Deadline deadline, Consumer<ProbeOutcome> outcome) {
    if (hasPower) {
      outcome.accept(new ProbeOutcome.Answered(Readings.of(LAYOUT, ROUND_TRIP, 0)));
    } else {
      firstUnanswered.compareAndSet(null, time.instant());
      ProbeOutcome silence = new ProbeOutcome.Silent(deadline.timeout());
      later.afterNanos(deadline.timeoutNanos(), () -> outcome.accept(silence));
    }
    return Question.DONE;
  }

  @Override
  public void close() {
    later.close();
  }
}
