package io.ispmonitor.testkit.path;

import static io.ispmonitor.testkit.path.World.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Dependency;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.Selection;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.reachability.InMemoryStateLog;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.reachability.Uplink;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Devices die and come back, questions get lost, the uplink comes and goes, the monitor is started
 * again, all at random: nobody is blamed unfairly, every trouble is told once and its end once, and
 * once it is quiet all is the truth.
 */
class RandomTroublesTest {
  private static final int COURSES = 12;

  @ParameterizedTest(name = "seeds {0} to {0} + 11")
  @ValueSource(longs = {0, 1_000, 2_000, 3_000})
  @DisplayName("whatever happens, people are told the truth, and each thing once")
  void course(long first) {
    for (long seed = first; seed < first + COURSES; seed++) {
      new Course(new Random(seed), "seed " + seed).run();
    }
  }

  private static final class Course {
    private static final List<String> WITNESSES = List.of("up-1", "up-2", "up-3");

    private final Random random;
    private final String seed;
    private final List<String> ids = new ArrayList<>();
    private final Set<String> dead = new HashSet<>();
    private final List<Death> deaths = new ArrayList<>();

    /** By device, the outage that people know of and have not been told the end of. */
    private final Map<String, String> open = new HashMap<>();

    private final Set<String> outages = new HashSet<>();

    private World world;
    private boolean cut;
    private int heard;
    private int judged;

    Course(Random random, String seed) {
      this.random = random;
      this.seed = seed;
      InMemoryStateLog log = InMemoryStateLog.create();
      Uplink.Builder uplink = Uplink.named("fibre");
      WITNESSES.forEach(uplink::witness);
      Uplink built = uplink.reaches(Selection.everything().except(local())).build();
      this.world = new World(is -> is.stateLog(log).uplink(built));
    }

    private static Selection local() {
      return Selection.device("l0", "l1", "l2");
    }

    void run() {
      WITNESSES.forEach(id -> world.with(device(id)));
      for (int i = 0; i < 3; i++) {
        add("l" + i, List.of());
      }
      int size = 3 + random.nextInt(12);
      for (int i = 0; i < size; i++) {
        add("d" + i, dependencies(i));
      }
      world.settled();
      try {
        for (int phase = 0; phase < 8; phase++) {
          for (int events = random.nextInt(4); events >= 0; events--) {
            happen();
            world.pass(Duration.ofMillis(random.nextInt(random.nextBoolean() ? 4_000 : 60_000)));
          }
          quiet();
        }
        List.copyOf(dead).forEach(this::revive);
        cut = false;
        apply();
        quiet();
      } finally {
        world.close();
      }
    }

    private void add(String id, List<Dependency> dependencies) {
      InetAddress address = InetAddress.getLoopbackAddress();
      world.with(Device.named(id).address(address).dependencies(dependencies).build());
      ids.add(id);
    }

    private List<Dependency> dependencies(int before) {
      List<Dependency> dependencies = new ArrayList<>();
      for (int groups = before == 0 ? 0 : random.nextInt(3); groups > 0; groups--) {
        Set<String> anyOf = new HashSet<>();
        for (int k = random.nextInt(10) < 7 ? 1 : 2; k > 0; k--) {
          anyOf.add("d" + random.nextInt(before));
        }
        dependencies.add(new Dependency(List.copyOf(anyOf)));
      }
      return dependencies;
    }

    private void happen() {
      String id = ids.get(random.nextInt(ids.size()));
      switch (random.nextInt(8)) {
        case 0, 1 -> {
          cut = !cut;
          apply();
        }
        case 2 -> restart();
        case 3 -> FlappingTest.loseOne(world, id);
        default -> {
          if (dead.contains(id)) {
            revive(id);
          } else {
            dead.add(id);
            deaths.add(new Death(id, world.time.instant()));
            apply();
          }
        }
      }
    }

    private void restart() {
      listen();
      world.monitor.close();
      listen();
      heard = 0;
      judged = 0;
      world = world.restartedAfter(Duration.ofSeconds(random.nextInt(300)));
    }

    private void revive(String id) {
      dead.remove(id);
      deaths.stream()
          .filter(is -> is.device.equals(id) && is.ended.equals(Instant.MAX))
          .forEach(is -> is.ended = world.time.instant());
      apply();
    }

    private void apply() {
      for (Device each : world.inventory.devices()) {
        boolean isCut = cut && !each.id().startsWith("l");
        if (isCut || dead.contains(each.id())) {
          world.probe.kill(each.id());
        } else {
          world.probe.revive(each.id());
        }
      }
    }

    private void quiet() {
      world.pass(Duration.ofMinutes(6));
      listen();
      for (String id : ids) {
        DeviceStatus status = world.status(id);
        String context = seed + " cut " + cut + ": " + status + " open " + open;
        if (cut && !id.startsWith("l")) {
          assertEquals(DeviceState.UNKNOWN, status.state(), context);
        } else {
          isTrue(id, status, context);
        }
      }
      assertEquals(cut ? 1 : 0, world.monitor.isolations().size(), seed);
    }

    private void isTrue(String id, DeviceStatus status, String context) {
      assertEquals(world.probe.isAlive(id), status.state().isAnswering(), context);
      if (status.state() == DeviceState.UNREACHABLE) {
        Outage outage = status.outage();
        assertNotNull(outage, context);
        assertEquals(outage, world.status(outage.root()).outage(), context);
      }
      if (status.flapping()) {
        return;
      }
      if (status.state() == DeviceState.DOWN) {
        assertEquals(status.outage().id(), open.get(id), context);
      } else {
        assertNull(open.get(id), context);
      }
    }

    private void listen() {
      List<StateChange> changes = world.listener.changes();
      changes.subList(judged, changes.size()).stream()
          .filter(is -> is.to() == DeviceState.DOWN)
          .forEach(this::downWasFair);
      judged = changes.size();
      List<Announcement> told = world.listener.announcements();
      told.subList(heard, told.size()).forEach(this::hear);
      heard = told.size();
    }

    private void hear(Announcement told) {
      String context = seed + ": " + told + " open " + open;
      switch (told.kind()) {
        case DOWN -> {
          assertNull(open.put(told.device(), told.outage().id()), context);
        }
        case RECOVERED, WITHDRAWN -> {
          assertNotNull(told.outage(), context);
          assertEquals(told.outage().id(), open.remove(told.device()), context);
        }
        case ROOT_FOUND -> {
          assertTrue(open.values().remove(told.outage().id()), context);
          assertNull(open.put(told.device(), told.outage().id()), context);
        }
        default -> {}
      }
    }

    private void downWasFair(StateChange change) {
      assertNotNull(change.outage(), seed);
      if (!outages.add(change.outage().id())) {
        return; // it goes on, after we were cut off
      }
      assertTrue(change.evidence().unanswered() >= 3, seed + ": " + change);
      Instant firstMiss = change.evidence().firstUnansweredAt();
      assertNotNull(firstMiss, seed);
      boolean wasDead =
          deaths.stream()
              .filter(is -> is.device.equals(change.device()))
              .anyMatch(is -> is.began.isBefore(change.at()) && is.ended.isAfter(firstMiss));
      boolean isWitness = WITNESSES.contains(change.device());
      assertTrue(wasDead || isWitness, seed + ": it was not at fault: " + change);
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
