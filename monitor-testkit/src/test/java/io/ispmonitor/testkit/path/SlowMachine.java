package io.ispmonitor.testkit.path;

import io.ispmonitor.Monitor;
import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.health.ProbeHealth;
import io.ispmonitor.probe.Role;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.RecordingListener;
import io.ispmonitor.testkit.ScriptedProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A monitor on a machine for which every question is work: ten towers with a hundred radios each,
 * pinged and polled every 30 s, 67 questions a second in all.
 */
final class SlowMachine implements AutoCloseable {
  static final int TOWERS = 10;
  static final int RADIOS = 1_000;
  private static final Schedule SCHEDULE = Schedule.every(World.INTERVAL);

  final ManualTime time = ManualTime.startingAt(World.NOON);
  final Inventory inventory = new Inventory();
  final ScriptedProbe ping = ScriptedProbe.over(inventory, time);
  final ScriptedProbe poll = ScriptedProbe.named("poll", Role.DATA, time);
  final RecordingListener listener = new RecordingListener();
  final Monitor monitor;
  private Duration work = Duration.ZERO;

  SlowMachine() {
    this(schedule -> schedule);
  }

  SlowMachine(UnaryOperator<Schedule> pingSchedule) {
    for (int i = 0; i < TOWERS; i++) {
      add(tower(i));
    }
    for (int i = 0; i < RADIOS; i++) {
      add(radio(i), tower(i % TOWERS));
    }
    MonitorBuilder builder =
        Monitor.builder()
            .inventory(inventory)
            .probe(ping, pingSchedule.apply(SCHEDULE))
            .probe(poll, SCHEDULE)
            .listener(listener)
            .time(time);
    monitor = builder.build();
    monitor.start();
    time.advance(Duration.ofMinutes(2));
  }

  static String tower(int i) {
    return "tower-" + i;
  }

  static String radio(int i) {
    return "radio-" + i;
  }

  private void add(String id, String... parents) {
    inventory.add(World.device(id, parents));
    for (ScriptedProbe probe : List.of(ping, poll)) {
      probe.set(
          id,
          (deadline, later, outcome) -> {
            time.pause(work);
            ScriptedProbe.answersAfter(Duration.ofMillis(1)).take(deadline, later, outcome);
          });
    }
  }

  /** From now on every question keeps the machine busy for so long. */
  SlowMachine works(int millis) {
    work = Duration.ofMillis(millis);
    return this;
  }

  SlowMachine passMinutes(int minutes) {
    time.advance(Duration.ofMinutes(minutes));
    return this;
  }

  /** The longest time between two questions of a probe to a device since then. */
  static Duration longestGap(ScriptedProbe probe, String device, Instant since) {
    Duration longest = Duration.ZERO;
    List<Instant> asked = probe.asked(device).stream().filter(at -> !at.isBefore(since)).toList();
    for (int i = 1; i < asked.size(); i++) {
      Duration gap = Duration.between(asked.get(i - 1), asked.get(i));
      longest = gap.compareTo(longest) > 0 ? gap : longest;
    }
    return longest;
  }

  ProbeHealth health(ScriptedProbe probe) {
    return monitor.health().probe(probe.name()).orElseThrow();
  }

  HealthCheck overload() {
    return monitor.health().checks().stream()
        .filter(check -> check.name().equals("overload"))
        .findFirst()
        .orElseThrow();
  }

  DeviceState state(String id) {
    return monitor.status(id).orElseThrow().state();
  }

  @Override
  public void close() {
    monitor.close();
    ping.close();
    poll.close();
  }
}
