package io.ispmonitor.examples;

import io.ispmonitor.Monitor;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.DeviceKind;
import io.ispmonitor.extension.MonitorListener;
import io.ispmonitor.metric.PowerMetrics;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.power.PowerLimits;
import io.ispmonitor.power.PowerStatus;
import io.ispmonitor.power.PowerWatch;
import io.ispmonitor.probe.Observation;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Role;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.ScriptedProbe;
import java.io.PrintStream;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;

/**
 * The idea: a tower tells hours ahead that it will go silent. Its voltage is watched, whatever
 * brings it; the mains go, the battery drains, there is a forecast, and when the tower is silent in
 * the end it is known why. Played in manual time; with a real tower an {@code SnmpCollector} stands
 * in the place of the voltmeter.
 */
public final class WatchVoltage implements MonitorListener {
  private static final Instant NIGHT = Instant.parse("2026-03-01T03:00:00Z");
  private static final double FLOAT_CHARGE = 27.3;
  private static final String TOWER = "tower-7";

  private final ManualTime time = ManualTime.startingAt(NIGHT);
  private final ScriptedProbe echoes = ScriptedProbe.in(time);
  private final ScriptedProbe voltmeter = ScriptedProbe.named("voltmeter", Role.DATA, time);
  private final PowerWatch power = PowerWatch.builder().limits(PowerLimits.leadAcid(24)).build();
  private final PrintStream out;

  private WatchVoltage(PrintStream out) {
    this.out = out;
  }

  /** Runs it. */
  public static void main(String[] args) {
    run(System.out);
  }

  static void run(PrintStream out) {
    new WatchVoltage(out).play();
  }

  private void play() {
    Device tower =
        Device.named(TOWER)
            .kind(DeviceKind.TOWER)
            .address(InetAddress.getLoopbackAddress())
            .build();
    try (Monitor monitor =
        Monitor.builder()
            .device(tower)
            .probe(echoes, Schedule.every(Duration.ofSeconds(30)))
            .probe(voltmeter, Schedule.every(Duration.ofMinutes(1)))
            .with(power)
            .listener(this)
            .time(time)
            .build()) {
      shows(FLOAT_CHARGE);
      monitor.start();
      time.advance(Duration.ofMinutes(10));
      drains();
      echoes.kill(TOWER);
      voltmeter.set(TOWER, ScriptedProbe.silent());
      time.advance(Duration.ofMinutes(2));
    }
    voltmeter.close();
    echoes.close();
  }

  /** Three hours on the battery, which falls slowly first and fast in the end. */
  private void drains() {
    for (int minute = 0; minute < 180; minute++) {
      double gone = minute / 180.0;
      shows(25.2 - 1.8 * gone - 2.4 * Math.pow(gone, 6));
      time.advance(Duration.ofMinutes(1));
      if (minute % 60 == 59) {
        say(power.status(TOWER).map(PowerStatus::words).orElse("no voltage yet"));
      }
    }
  }

  private void shows(double volts) {
    voltmeter.set(
        TOWER,
        (deadline, later, outcome) ->
            outcome.accept(new ProbeOutcome.Answered(Readings.of(PowerMetrics.VOLTAGE, volts))));
  }

  @Override
  public void onObservation(Observation observation) {
    say(observation.event() + ": " + observation.text());
  }

  private void say(String what) {
    out.println(time.instant().toString().substring(11, 16) + " " + what);
  }
}
