package io.ispmonitor.testkit.check;

import io.ispmonitor.Monitor;
import io.ispmonitor.device.Dependency;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.probe.Schedule;
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

/** The judge as it is, in networks made up at random, keeps the rules. */
class RandomNetworksCheckTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Schedule SCHEDULE = Schedule.every(Duration.ofSeconds(30));
  private static final int NETWORKS = Integer.getInteger("check.networks", 25);

  @ParameterizedTest(name = "from seed {0}")
  @ValueSource(longs = {0, 10_000, 20_000, 30_000})
  @DisplayName("devices that die, come back and are moved at random")
  void network(long first) {
    for (long seed = first; seed < first + NETWORKS; seed++) {
      new Course(seed).run();
    }
  }

  /** One network and what happens in it. */
  private static final class Course {
    private final Random random;
    private final String name;
    private final ManualTime time = ManualTime.startingAt(NOON);
    private final Inventory inventory = new Inventory();
    private final ScriptedProbe probe = ScriptedProbe.over(inventory, time).forgetful();
    private final Past past = new Past(inventory);
    private final List<String> ids = new ArrayList<>();
    private final Set<String> dead = new HashSet<>();

    Course(long seed) {
      this.random = new Random(seed);
      this.name = "seed " + seed;
    }

    void run() {
      int size = 3 + random.nextInt(18);
      for (int i = 0; i < size; i++) {
        Device.Builder device = Device.named("d" + i).dependencies(dependencies(ids.size()));
        if (random.nextInt(10) > 0) {
          device.address(InetAddress.getLoopbackAddress());
        }
        inventory.add(device.build());
        ids.add("d" + i);
      }
      InvariantChecker checker =
          InvariantChecker.watching(inventory).asking(probe, SCHEDULE).truth(past).build();
      try (ScriptedProbe closed = probe;
          Monitor monitor =
              Monitor.builder()
                  .inventory(inventory)
                  .probe(closed, SCHEDULE)
                  .with(checker)
                  .time(time)
                  .build()) {
        monitor.start();
        time.advance(Duration.ofMinutes(1));
        for (int phase = 0; phase < 6; phase++) {
          for (int events = random.nextInt(4); events >= 0; events--) {
            happen(ids.get(random.nextInt(size)));
            int most = random.nextBoolean() ? 4_000 : 60_000;
            time.advance(Duration.ofMillis(random.nextInt(most)));
          }
          time.advance(Duration.ofMinutes(4));
          checker.conclude();
        }
        checker.assertNone();
      } catch (AssertionError e) {
        throw new AssertionError(name + ": " + e.getMessage(), e);
      }
    }

    private List<Dependency> dependencies(int before) {
      List<Dependency> dependencies = new ArrayList<>();
      int groups = before == 0 ? 0 : random.nextInt(10) < 7 ? 1 : random.nextInt(3);
      for (int i = 0; i < groups; i++) {
        Set<String> anyOf = new HashSet<>();
        for (int k = random.nextInt(10) < 7 ? 1 : 2; k > 0; k--) {
          anyOf.add(ids.get(random.nextInt(before)));
        }
        dependencies.add(new Dependency(List.copyOf(anyOf)));
      }
      return dependencies;
    }

    private void happen(String id) {
      int what = random.nextInt(20);
      if (what == 0) {
        past.moves(id, time.instant());
        inventory.move(id, dependencies(ids.indexOf(id)));
      } else if (what == 1) {
        probe.set(id, ScriptedProbe.voided("receive buffer overflowed"));
      } else if (what == 2) {
        probe.set(id, ScriptedProbe.broken("no socket"));
      } else if (what == 3) {
        ids.forEach(probe::reset);
      } else {
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
}
