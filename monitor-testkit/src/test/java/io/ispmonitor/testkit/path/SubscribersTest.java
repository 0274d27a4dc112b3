package io.ispmonitor.testkit.path;

import static io.ispmonitor.testkit.path.World.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import io.ispmonitor.reachability.AffectedSubscribers;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Incident;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SubscribersTest {
  private final Map<String, Long> attached = new ConcurrentHashMap<>();

  private World world() {
    return world(is -> attached.getOrDefault(is.id(), 0L));
  }

  private static World world(AffectedSubscribers subscribers) {
    return new World(builder -> builder.subscribers(subscribers));
  }

  private static List<String> roots(World world) {
    return world.monitor.incidents().stream().map(is -> is.outage().root()).toList();
  }

  @Test
  @DisplayName("an outage counts the subscribers of the device at fault and of all that is cut off")
  void addedUp() {
    attached.putAll(Map.of("pop", 5L, "tower", 7L, "radio", 100L, "elsewhere", 1_000L));
    try (World world = world()) {
      world.with(device("pop"), device("elsewhere"));
      world.with(device("tower", "pop"), device("radio", "tower")).settled();
      world.probe.kill("tower");
      world.passSeconds(60);

      Incident incident = world.monitor.incidents().get(0);
      assertEquals("tower", incident.outage().root());
      assertEquals(1, incident.outage().affected());
      assertEquals(107, incident.outage().subscribers());
      assertEquals(1, incident.confirmed());
      assertEquals(world.status("tower").since(), incident.since());
      assertEquals(incident.outage(), world.status("radio").outage());
    }
  }

  @Test
  @DisplayName("subscribers that have another way left are not counted")
  void redundancy() {
    attached.putAll(Map.of("radio", 100L, "single", 3L));
    try (World world = world()) {
      world.with(device("left"), device("right"), device("single", "left"));
      world.with(
          Device.named("radio")
              .address(InetAddress.getLoopbackAddress())
              .anyParentOf("left", "right")
              .build());
      world.settled();
      world.probe.kill("left");
      world.passSeconds(60);
      assertEquals(3, world.status("left").outage().subscribers());
      world.probe.kill("right");
      world.passSeconds(60);
      assertEquals(DeviceState.UNREACHABLE, world.state("radio"));
      assertEquals(List.of("left", "right"), roots(world), "neither alone cuts off the radio");
    }
  }

  @Test
  @DisplayName("incidents are ranked by subscribers, then by devices, then by age")
  void ranking() {
    attached.putAll(Map.of("many", 500L, "few", 2L));
    try (World world = world()) {
      world.with(device("many"), device("few"), device("old"), device("young"), device("wide"));
      world.with(device("behind-1", "wide"), device("behind-2", "wide")).settled();
      world.probe.kill("old");
      world.passSeconds(60);
      for (String id : List.of("many", "few", "young", "wide")) {
        world.probe.kill(id);
      }
      world.passSeconds(60);
      assertEquals(List.of("many", "few", "wide", "old", "young"), roots(world));
      assertEquals(2, world.monitor.incidents().get(2).confirmed());

      world.probe.revive("many");
      world.passSeconds(60);
      assertEquals(List.of("few", "wide", "old", "young"), roots(world));
    }
  }

  @Test
  @DisplayName(
      "the number is asked for when a device is new or changed, then every five minutes, spread")
  void whenAsked() {
    Map<String, List<Instant>> asked = new HashMap<>();
    World[] self = new World[1];
    World world =
        world(
            is -> {
              asked.computeIfAbsent(is.id(), id -> new ArrayList<>()).add(self[0].time.instant());
              return 1;
            });
    self[0] = world;
    try (world) {
      for (int i = 0; i < 100; i++) {
        world.with(device("d" + i));
      }
      world.settled();
      assertEquals(100, asked.size(), "new");
      int before = asked.get("d7").size();
      world.inventory.change(
          Device.named("d7")
              .address(InetAddress.getLoopbackAddress())
              .label("site", "north")
              .build());
      world.passSeconds(1);
      assertEquals(before + 1, asked.get("d7").size(), "changed");
      world.pass(Duration.ofMinutes(60));
      for (List<Instant> times : asked.values()) {
        assertEquals(13.0, (double) times.size(), 2.0);
      }
      long perSecond =
          asked.values().stream()
              .flatMap(List::stream)
              .filter(at -> at.isAfter(World.NOON.plusSeconds(120)))
              .collect(Collectors.groupingBy(Instant::getEpochSecond, Collectors.counting()))
              .values()
              .stream()
              .max(Long::compare)
              .orElseThrow();
      assertTrue(perSecond < 20, perSecond + " in one second");
    }
  }

  @Test
  @DisplayName("while the host throws or gives nonsense, its last good number stays in use")
  void throwing() {
    attached.put("a", 40L);
    boolean[] broken = {false};
    AffectedSubscribers sometimes =
        is -> {
          if (broken[0]) {
            throw new IllegalStateException("database away");
          }
          return attached.getOrDefault(is.id(), 0L);
        };
    try (World world = world(sometimes).with(device("a"), device("odd"))) {
      attached.put("odd", -3L);
      world.settled();
      assertTrue(world.monitor.health().reasons().toString().contains("'odd' was said to have -3"));
      broken[0] = true;
      world.pass(Duration.ofMinutes(20));
      assertTrue(world.monitor.health().reasons().toString().contains("database away"));
      world.probe.kill("a").kill("odd");
      world.passSeconds(60);
      assertEquals(40, world.status("a").outage().subscribers());
      assertEquals(0, world.status("odd").outage().subscribers());
    }
  }

  @Test
  @DisplayName("a host that takes its time for every device delays no question")
  void slow() {
    World[] self = new World[1];
    World world =
        world(
            is -> {
              self[0].time.pause(Duration.ofMillis(20));
              return 3;
            });
    self[0] = world;
    try (world) {
      for (int i = 0; i < 20; i++) {
        world.with(device("d" + i));
      }
      world.settled();
      world.probe.kill("d3");
      world.passSeconds(60);
      assertEquals(3, world.status("d3").outage().subscribers());
      assertEquals(1, world.monitor.incidents().size());
    }
  }

  @Test
  @DisplayName("where the host does not count, outages are ranked by devices alone")
  void without() {
    try (World world = new World().with(device("a"), device("b"), device("c", "b")).settled()) {
      world.probe.kill("a").kill("b");
      world.passSeconds(60);
      assertEquals(List.of("b", "a"), roots(world));
      assertEquals(0, world.status("b").outage().subscribers());
    }
  }
}
