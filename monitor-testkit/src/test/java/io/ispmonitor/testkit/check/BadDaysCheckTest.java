package io.ispmonitor.testkit.check;

import io.ispmonitor.Monitor;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.device.Selection;
import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.maintenance.MaintenanceWindow;
import io.ispmonitor.maintenance.Timing;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.InMemoryStateLog;
import io.ispmonitor.reachability.Uplink;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.ScriptedProbe;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outages, flapping, maintenance, lost uplinks and restarts at random, one on top of the other. */
class BadDaysCheckTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Schedule SCHEDULE = Schedule.every(Duration.ofSeconds(30));
  private static final int DAYS = Integer.getInteger("check.networks", 25);

  @ParameterizedTest(name = "from seed {0}")
  @ValueSource(longs = {0, 1_000, 2_000, 3_000})
  @DisplayName("the rules hold on bad days, too")
  void day(long first) {
    for (long seed = first; seed < first + DAYS; seed++) {
      new Day(seed).run();
    }
  }

  /** One network and what it goes through. */
  private static final class Day {
    private final Random random;
    private final String name;
    private final ManualTime time = ManualTime.startingAt(NOON);
    private final Inventory inventory = new Inventory();
    private final ScriptedProbe probe = ScriptedProbe.over(inventory, time).forgetful();
    private final InMemoryStateLog log = InMemoryStateLog.create();
    private final Maintenance maintenance = new Maintenance();
    private final Past past = new Past(inventory);
    private final List<String> ids = new ArrayList<>();
    private final Set<String> dead = new HashSet<>();
    private final InvariantChecker checker;
    private int windows;
    private Monitor monitor;

    Day(long seed) {
      this.random = new Random(seed);
      this.name = "seed " + seed;
      for (int i = 0; i < 4 + random.nextInt(10); i++) {
        Device.Builder device = Device.named("d" + i).address(InetAddress.getLoopbackAddress());
        if (i > 2) {
          device.parent(ids.get(random.nextInt(i)));
        }
        inventory.add(device.build());
        ids.add("d" + i);
      }
      checker =
          InvariantChecker.watching(inventory)
              .asking(probe, SCHEDULE)
              .truth(past)
              .maintenance(this::isInMaintenance)
              .build();
      monitor = monitor();
    }

    void run() {
      try (ScriptedProbe closed = probe) {
        monitor.start();
        time.advance(Duration.ofMinutes(1));
        for (int phase = 0; phase < 10; phase++) {
          happens();
          time.advance(Duration.ofMillis(random.nextInt(240_000)));
          checker.conclude();
        }
        time.advance(Duration.ofMinutes(10));
        checker.assertNone();
        monitor.close();
        checker.assertNone();
      } catch (AssertionError e) {
        throw new AssertionError(name + ": " + e.getMessage(), e);
      }
    }

    private Monitor monitor() {
      Uplink uplink = Uplink.named("fibre").witness("d0").witness("d1").build();
      return Monitor.builder()
          .inventory(inventory)
          .probe(probe, SCHEDULE)
          .stateLog(log)
          .maintenance(maintenance)
          .uplink(uplink)
          .with(checker)
          .time(time)
          .build();
    }

    private boolean isInMaintenance(String device, Instant at) {
      return maintenance.inForce(at).stream()
          .anyMatch(window -> window.devices().equals(Selection.device(device)));
    }

    private void happens() {
      String id = ids.get(random.nextInt(ids.size()));
      switch (random.nextInt(8)) {
        case 0 -> restarts();
        case 1 -> isolated();
        case 2 -> maintained(id);
        case 3 -> flaps(id);
        default -> turns(id);
      }
    }

    private void restarts() {
      monitor.close();
      time.advance(Duration.ofSeconds(random.nextInt(100)));
      if (random.nextBoolean()) {
        turns(ids.get(random.nextInt(ids.size())));
      }
      monitor = monitor();
      monitor.start();
    }

    private void isolated() {
      past.turn(Past.UPLINK, time.instant());
      ids.forEach(id -> probe.set(id, ScriptedProbe.silent()));
      time.advance(Duration.ofMillis(random.nextInt(120_000)));
      past.turn(Past.UPLINK, time.instant());
      ids.forEach(probe::reset);
    }

    private void maintained(String id) {
      Instant start = time.instant().plusSeconds(random.nextInt(60));
      Instant end = start.plusSeconds(30 + random.nextInt(300));
      maintenance.schedule(
          new MaintenanceWindow(
              "w" + windows++, Selection.device(id), Timing.fixed(start, end), "owner", "work"));
    }

    private void flaps(String id) {
      for (int i = 0; i < 12; i++) {
        turns(id);
        time.advance(Duration.ofMillis(20_000 + random.nextInt(100_000)));
      }
    }

    private void turns(String id) {
      past.turn(id, time.instant());
      if (dead.remove(id)) {
        probe.revive(id);
      } else {
        dead.add(id);
        probe.kill(id);
      }
    }
  }
}
