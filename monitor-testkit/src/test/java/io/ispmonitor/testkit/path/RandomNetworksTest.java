package io.ispmonitor.testkit.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Dependency;
import io.ispmonitor.device.Device;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.StateChange;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Networks made up at random, in which devices die and come back at random: whatever happens, the
 * verdicts hold to the rules, and once it is quiet they are the truth.
 */
class RandomNetworksTest {
  private static final int NETWORKS = 40;

  @ParameterizedTest(name = "seeds {0} to {0} + 39")
  @ValueSource(longs = {0, 100, 200, 300, 400})
  @DisplayName("verdicts hold to the rules, and are the truth once it is quiet")
  void network(long first) {
    for (long seed = first; seed < first + NETWORKS; seed++) {
      try (World world = new World()) {
        new Course(world, new Random(seed), "seed " + seed).run();
      }
    }
  }

  /** One network and what happens in it. */
  private static final class Course {
    private final World world;
    private final Random random;
    private final String seed;
    private final List<String> ids = new ArrayList<>();
    private final Set<String> dead = new HashSet<>();
    private final List<Death> deaths = new ArrayList<>();
    private int judged;

    Course(World world, Random random, String seed) {
      this.world = world;
      this.random = random;
      this.seed = seed;
    }

    void run() {
      int size = 3 + random.nextInt(18);
      for (int i = 0; i < size; i++) {
        String id = "d" + i;
        world.inventory.add(
            Device.named(id)
                .address(InetAddress.getLoopbackAddress())
                .dependencies(dependencies())
                .build());
        ids.add(id);
      }
      world.settled();
      for (int phase = 0; phase < 6; phase++) {
        for (int events = random.nextInt(4); events >= 0; events--) {
          happen(ids.get(random.nextInt(size)));
          world.pass(Duration.ofMillis(random.nextInt(random.nextBoolean() ? 4_000 : 60_000)));
        }
        world.pass(Duration.ofMinutes(4));
        rulesWereKept();
        verdictsAreTrue();
      }
      List.copyOf(dead).forEach(this::revive);
      world.pass(Duration.ofMinutes(4));
      rulesWereKept();
      verdictsAreTrue();
    }

    private List<Dependency> dependencies() {
      List<Dependency> dependencies = new ArrayList<>();
      int groups = ids.isEmpty() ? 0 : random.nextInt(10) < 7 ? 1 : random.nextInt(3);
      for (int i = 0; i < groups; i++) {
        Set<String> anyOf = new HashSet<>();
        for (int k = random.nextInt(10) < 7 ? 1 : 2; k > 0; k--) {
          anyOf.add(ids.get(random.nextInt(ids.size())));
        }
        dependencies.add(new Dependency(List.copyOf(anyOf)));
      }
      return dependencies;
    }

    private void happen(String id) {
      if (dead.contains(id)) {
        revive(id);
      } else {
        dead.add(id);
        deaths.add(new Death(id, world.time.instant()));
        world.probe.kill(id);
      }
    }

    private void revive(String id) {
      dead.remove(id);
      deaths.stream()
          .filter(is -> is.device.equals(id) && is.ended.equals(Instant.MAX))
          .forEach(is -> is.ended = world.time.instant());
      world.probe.revive(id);
    }

    private void rulesWereKept() {
      List<StateChange> changes = world.listener.changes();
      for (StateChange change : changes.subList(judged, changes.size())) {
        if (change.to() == DeviceState.DOWN) {
          downWasFair(change);
        }
      }
      judged = changes.size();
    }

    private void downWasFair(StateChange change) {
      assertTrue(change.evidence().unanswered() >= 3, seed + ": " + change);
      Instant firstMiss = change.evidence().firstUnansweredAt();
      assertNotNull(firstMiss, seed);
      boolean wasDead =
          deaths.stream()
              .filter(is -> is.device.equals(change.device()))
              .anyMatch(is -> is.began.isBefore(change.at()) && is.ended.isAfter(firstMiss));
      assertTrue(wasDead, seed + ": only its way was dead: " + change);
      for (String parent : world.inventory.find(change.device()).orElseThrow().parents()) {
        boolean asked =
            world.probe.asked(parent).stream()
                .anyMatch(at -> !at.isBefore(firstMiss) && !at.isAfter(change.at()));
        assertTrue(asked, seed + ": " + parent + " was not asked before " + change);
      }
    }

    private void verdictsAreTrue() {
      Map<DeviceState, Integer> counts = new EnumMap<>(DeviceState.class);
      for (DeviceState state : DeviceState.values()) {
        counts.put(state, 0);
      }
      for (String id : ids) {
        DeviceStatus status = world.status(id);
        counts.merge(status.state(), 1, Integer::sum);
        String context = seed + ": " + status;
        assertEquals(world.probe.isAlive(id), status.state().isAnswering(), context);
        if (dead.contains(id) && wayIsOpen(status.device())) {
          assertEquals(DeviceState.DOWN, status.state(), context);
        }
        if (status.state() == DeviceState.UNREACHABLE) {
          rootIsTrue(status, context);
        }
      }
      assertEquals(counts, world.monitor.counts(), seed);
    }

    private boolean wayIsOpen(Device device) {
      return device.dependencies().stream()
          .allMatch(group -> group.anyOf().stream().anyMatch(world.probe::isAlive));
    }

    private void rootIsTrue(DeviceStatus status, String context) {
      Outage outage = status.outage();
      assertNotNull(outage, context);
      DeviceStatus root = world.status(outage.root());
      assertEquals(DeviceState.DOWN, root.state(), context + " root " + root);
      assertEquals(outage, root.outage(), context);
      assertTrue(world.inventory.ancestors(status.device().id()).contains(root.device()), context);
    }
  }

  /** When a device had no power. */
  private static final class Death {
    final String device;
    final Instant began;
    Instant ended = Instant.MAX;

    Death(String device, Instant began) {
      this.device = device;
      this.began = began;
    }
  }
}
