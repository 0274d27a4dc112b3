package io.ispmonitor.testkit.check;

import static io.ispmonitor.testkit.check.Tape.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.Monitor;
import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.device.Selection;
import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.maintenance.MaintenanceWindow;
import io.ispmonitor.maintenance.Timing;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.InMemoryStateLog;
import io.ispmonitor.reachability.Progress;
import io.ispmonitor.reachability.ReachabilityPolicy;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.reachability.StateLog;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.ScriptedProbe;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InvariantCheckerTest {
  private static final Schedule SCHEDULE = Schedule.every(Tape.INTERVAL);

  private final Inventory inventory = new Inventory();
  private final ManualTime time = ManualTime.startingAt(Tape.NOON);
  private final ScriptedProbe probe = ScriptedProbe.over(inventory, time);
  private final InMemoryStateLog log = InMemoryStateLog.create();

  private Monitor monitor(InvariantChecker checker) {
    return monitor(SCHEDULE, checker);
  }

  private Monitor monitor(Schedule schedule, InvariantChecker checker) {
    return builder(schedule, checker).build();
  }

  private MonitorBuilder builder(Schedule schedule, InvariantChecker checker) {
    return Monitor.builder()
        .inventory(inventory)
        .probe(probe, schedule)
        .stateLog(log)
        .with(checker)
        .time(time);
  }

  @Test
  @DisplayName("attached to a monitor, it hears all and compares with the statuses and the log")
  void attached() {
    inventory.addAll(List.of(device("pop"), device("radio", "pop")));
    InvariantChecker checker = InvariantChecker.watching(inventory).asking(probe, SCHEDULE).build();
    try (Monitor monitor = monitor(checker)) {
      monitor.start();
      time.advance(Duration.ofMinutes(1));
      probe.kill("pop");
      time.advance(Duration.ofMinutes(5));
      probe.revive("pop");
      time.advance(Duration.ofMinutes(5));
      checker.assertNone();
    }
    checker.assertNone();
  }

  @Test
  @DisplayName("a checker that knows of rules the monitor does not keep reports them")
  void otherRules() {
    inventory.add(device("pop"));
    InvariantChecker checker =
        InvariantChecker.watching(inventory)
            .reachability(ReachabilityPolicy.defaults().downAfter(4).upAfter(3))
            .asking(probe, SCHEDULE)
            .build();
    try (Monitor monitor = monitor(checker)) {
      monitor.start();
      time.advance(Duration.ofMinutes(1));
      probe.kill("pop");
      time.advance(Duration.ofMinutes(5));
      probe.revive("pop");
      time.advance(Duration.ofMinutes(5));
    }
    assertEquals(
        Map.of(Rule.CONFIRMED_BEFORE_DOWN, 1L, Rule.RECOVERY_CONFIRMED, 1L), checker.counts());
    String report = String.valueOf(assertThrows(AssertionError.class, checker::assertNone));
    assertTrue(report.contains("CONFIRMED_BEFORE_DOWN was violated 1 times: a device"), report);
    assertTrue(report.contains("device pop: down after 3 unanswered"), report);
    assertTrue(report.contains("its policy asks for 4, as told to the checker"), report);
  }

  @Test
  @DisplayName("a device that the monitor's schedule leaves out is missed")
  void leftOutByTheSchedule() {
    inventory.addAll(List.of(device("pop"), device("radio")));
    InvariantChecker checker = InvariantChecker.watching(inventory).asking(probe, SCHEDULE).build();
    Schedule others = SCHEDULE.on(device -> !device.id().equals("radio"));
    try (Monitor monitor = monitor(others, checker)) {
      monitor.start();
      time.advance(Duration.ofHours(24));
    }
    assertEquals(Map.of(Rule.ASKED_IN_TIME, 1L), checker.counts());
    assertEquals("radio", checker.violations().get(0).device());
  }

  @Test
  @DisplayName("of a network of which nobody is asked it says so, and not of each device")
  void nobodyAsked() {
    inventory.add(device("pop"));
    InvariantChecker checker = InvariantChecker.watching(inventory).asking(probe, SCHEDULE).build();
    try (Monitor monitor = monitor(SCHEDULE.on(device -> false), checker)) {
      monitor.start();
      time.advance(Duration.ofMinutes(2));
      checker.conclude();
      time.advance(Duration.ofMinutes(2));
      assertThrows(IllegalStateException.class, checker::conclude);
    }
  }

  @Test
  @DisplayName("a device whose name has no address yet is asked, though nothing comes of it")
  void withoutAddress() {
    inventory.addAll(List.of(device("pop"), Device.named("cpe").hostName("cpe.invalid").build()));
    InvariantChecker checker = InvariantChecker.watching(inventory).asking(probe, SCHEDULE).build();
    try (Monitor monitor =
        builder(SCHEDULE, checker)
            .resolver(
                name -> {
                  throw new UnknownHostException(name);
                })
            .build()) {
      monitor.start();
      time.advance(Duration.ofHours(1));
      time.pause(Duration.ofMinutes(10));
      time.advance(Duration.ofHours(1));
      checker.assertNone();
    }
  }

  @Test
  @DisplayName("a checker that is attached to nothing does not pass")
  void notAttached() {
    inventory.add(device("pop"));
    InvariantChecker checker = InvariantChecker.watching(inventory).asking(probe, SCHEDULE).build();
    String report = String.valueOf(assertThrows(AssertionError.class, checker::assertNone));
    assertTrue(
        report.endsWith(
            "heard nothing of probe 'scripted', so nothing was checked; heard of: none; is the"
                + " checker attached with MonitorBuilder.with(checker)?"),
        report);
  }

  @Test
  @DisplayName("a checker that was told another name of the probe does not pass")
  void mistyped() {
    inventory.add(device("pop"));
    InvariantChecker checker =
        InvariantChecker.watching(inventory).asking("icmp", SCHEDULE).build();
    try (Monitor monitor = monitor(checker)) {
      monitor.start();
      time.advance(Duration.ofMinutes(10));
      String report = String.valueOf(assertThrows(AssertionError.class, checker::assertNone));
      assertTrue(report.contains("nothing of probe 'icmp'"), report);
      assertTrue(report.contains("heard of: scripted;"), report);
      assertThrows(IllegalStateException.class, checker::conclude);
    }
  }

  @Test
  @DisplayName("it goes by the maintenance of the monitor unless it is told of another one")
  void maintenance() {
    inventory.addAll(List.of(device("pop"), device("radio", "pop")));
    Maintenance maintenance = new Maintenance();
    InvariantChecker checker = InvariantChecker.watching(inventory).asking(probe, SCHEDULE).build();
    InvariantChecker unaware =
        InvariantChecker.watching(inventory)
            .asking(probe, SCHEDULE)
            .maintenance(MaintenanceTimes.NEVER)
            .build();
    try (Monitor monitor =
        builder(SCHEDULE, checker).maintenance(maintenance).with(unaware).build()) {
      monitor.start();
      time.advance(Duration.ofMinutes(1));
      maintenance.schedule(window(Selection.subtree("pop"), Duration.ofHours(1)));
      time.advance(Duration.ofMinutes(1));
      inventory.add(device("cpe", "pop"));
      time.advance(Duration.ofMinutes(1));
      probe.kill("radio");
      probe.kill("cpe");
      time.advance(Duration.ofMinutes(10));
      checker.assertNone();
      assertEquals(Map.of(Rule.TROUBLE_TOLD, 2L), unaware.counts());
      time.advance(Duration.ofHours(2));
      checker.assertNone();
    }
  }

  @Test
  @DisplayName("maintenance that comes at once and is ended early is followed, too")
  void unplannedMaintenance() {
    Maintenance maintenance = new Maintenance();
    InvariantChecker checker = InvariantChecker.watching(inventory).asking(probe, SCHEDULE).build();
    List<String> ids = IntStream.range(0, 50).mapToObj(i -> "d" + i).toList();
    ids.forEach(id -> inventory.add(device(id)));
    try (Monitor monitor = builder(SCHEDULE, checker).maintenance(maintenance).build()) {
      monitor.start();
      for (int i = 0; i < 10; i++) {
        time.advance(Duration.ofMinutes(2));
        ids.forEach(probe::kill);
        time.advance(Duration.ofMillis(10_000 + 350L * i)); // some are down by now
        Timing fromNow = Timing.fixed(time.instant(), time.instant().plusSeconds(3_600));
        maintenance.schedule(
            new MaintenanceWindow("w" + i, Selection.everything(), fromNow, "owner", "work"));
        time.advance(Duration.ofMinutes(2));
        if (i % 3 == 0) {
          maintenance.cancel("w" + i);
        } else {
          maintenance.endNow("w" + i, time.instant());
        }
        time.advance(Duration.ofMinutes(2));
        ids.forEach(probe::revive);
      }
      checker.assertNone();
    }
  }

  @Test
  @DisplayName("of a monitor's maintenance it knows who is in it and whose trouble it waits for")
  void windows() {
    inventory.add(device("b"));
    Maintenance maintenance = new Maintenance();
    maintenance.schedule(window(Selection.device("b"), Duration.ofHours(1)));
    Timing waiting =
        Timing.flexible(Tape.second(7_200), Tape.second(10_800), Duration.ofMinutes(10));
    maintenance.schedule(
        new MaintenanceWindow("later", Selection.device("b"), waiting, "owner", "work"));
    AttachedMaintenance attached = new AttachedMaintenance();
    assertFalse(attached.holds("b", Tape.second(10)));
    attached.attach(maintenance, inventory);
    assertTrue(attached.holds("b", Tape.second(10)));
    assertFalse(attached.holds("b", Tape.second(3_600)));
    assertFalse(attached.holds("c", Tape.second(10)));
    assertFalse(attached.awaits("b", Tape.second(10)));
    assertTrue(attached.awaits("b", Tape.second(7_300)));
    maintenance.trigger("later", Tape.second(7_300));
    assertTrue(attached.holds("b", Tape.second(7_300)));
    assertFalse(attached.awaits("b", Tape.second(7_300)));
  }

  private static MaintenanceWindow window(Selection devices, Duration lasting) {
    Timing timing = Timing.fixed(Tape.NOON, Tape.NOON.plus(lasting));
    return new MaintenanceWindow("w", devices, timing, "owner", "work");
  }

  @Test
  @DisplayName("in a large network it reads 500 state logs at most")
  void mostRead() {
    Device[] devices =
        IntStream.range(0, 999).mapToObj(i -> device("d" + i)).toArray(Device[]::new);
    Tape tape = new Tape(devices).allUp();
    AtomicInteger reads = new AtomicInteger();
    tape.checker.conclude(Tape.NOON, device -> Optional.empty(), new CountingLog(reads));
    assertEquals(500, reads.get());
  }

  /** Counts who reads it. */
  private record CountingLog(AtomicInteger reads) implements StateLog {
    @Override
    public long append(StateChange change, FencingToken token) {
      return 0;
    }

    @Override
    public long note(String device, Progress progress, FencingToken token) {
      return 0;
    }

    @Override
    public long acceptedThrough() {
      return 0;
    }

    @Override
    public List<StateChange> latest() {
      return List.of();
    }

    @Override
    public List<StateChange> read(String device, Instant from, Instant to) {
      reads.incrementAndGet();
      return List.of();
    }
  }

  @Test
  @DisplayName("a device that is removed and added again is another one")
  void addedAgain() {
    inventory.addAll(List.of(device("pop"), device("radio", "pop")));
    InvariantChecker checker = InvariantChecker.watching(inventory).asking(probe, SCHEDULE).build();
    try (Monitor monitor = monitor(checker)) {
      monitor.start();
      time.advance(Duration.ofMinutes(1));
      probe.kill("radio");
      time.advance(Duration.ofMinutes(1));
      inventory.remove("radio");
      inventory.add(device("radio", "pop"));
      time.advance(Duration.ofMinutes(2));
      inventory.remove("radio");
      time.advance(Duration.ofMinutes(2));
      probe.revive("radio");
      inventory.add(device("radio"));
      time.advance(Duration.ofHours(2));
      checker.assertNone();
    }
  }

  @Test
  @DisplayName("of thousands of violations it keeps a few and counts the others")
  void bounded() {
    Tape tape = new Tape(is -> is.except(Rule.QUALITY_FITS), device("a")).allUp();
    for (int i = 1; i <= 1_000; i++) {
      tape.at(30 * i).miss("a").at(30 * i + 0.5).answer("a");
    }
    assertEquals(25, tape.checker.violations().size());
    assertEquals(Map.of(Rule.ONE_QUESTION_AT_A_TIME, 1_000L), tape.checker.counts());
  }

  @Test
  @DisplayName("rules that are left out are not reported")
  void leftOut() {
    Tape tape = new Tape(is -> is.except(Rule.ONE_QUESTION_AT_A_TIME), device("a")).allUp();
    tape.at(30).miss("a").at(30.5).answer("a");
    tape.isClean();
  }

  @Test
  @DisplayName("a checker without a probe, and one that concludes without a monitor, say so")
  void badUse() {
    assertThrows(
        IllegalArgumentException.class, () -> InvariantChecker.watching(inventory).build());
    assertThrows(IllegalStateException.class, new Tape(device("a")).checker::conclude);
  }
}
