package io.ispmonitor.alerting;

import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.metric.PowerMetrics;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.ProbeMode;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Role;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.testkit.ScriptedProbe;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;

/** A meter that reads what a test says, once a minute. */
final class Voltmeter implements AutoCloseable {
  private final ScriptedProbe probe;

  Voltmeter(TimeSource time) {
    this.probe = ScriptedProbe.named("meter", Role.DATA, time).forgetful();
  }

  MonitorBuilder attach(MonitorBuilder monitor) {
    return attach(monitor, ProbeMode.ACTIVE);
  }

  MonitorBuilder attach(MonitorBuilder monitor, ProbeMode mode) {
    return monitor.probe(probe, Schedule.every(Duration.ofMinutes(1)), mode);
  }

  /** From now on a device has so many volts. */
  void reads(String device, double volts) {
    set(device, Readings.of(PowerMetrics.VOLTAGE, volts));
  }

  /** From now on a device answers without any volts. */
  void readsNothing(String device) {
    set(device, Readings.NONE);
  }

  private void set(String device, Readings readings) {
    probe.set(
        device, (deadline, later, outcome) -> outcome.accept(new ProbeOutcome.Answered(readings)));
  }

  @Override
  public void close() throws Exception {
    probe.close();
  }
}
