package io.ispmonitor.testkit.check;

import static io.ispmonitor.testkit.check.Tape.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ispmonitor.device.Inventory;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.probe.Role;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.ReachabilityOverrides;
import io.ispmonitor.reachability.ReachabilityPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NetworkTest {
  private static final long NOON = EpochNanos.of(Tape.NOON);
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private static final Schedule SCHEDULE =
      Schedule.every(Tape.INTERVAL)
          .perDevice(is -> is.labels().isEmpty() ? null : Duration.ofHours(1));

  private final Inventory inventory = new Inventory();
  private final Network network =
      new Network(
          new Settings(
              ReachabilityPolicy.defaults(),
              new ReachabilityOverrides(),
              List.of(new Settings.Asks("ping", Role.REACHABILITY, SCHEDULE)),
              MaintenanceTimes.NEVER,
              List.of(),
              null));

  NetworkTest() {
    network.follow(inventory);
  }

  private Node node(String id) {
    return Objects.requireNonNull(network.find(id));
  }

  @Test
  @DisplayName("a device that comes and goes is kept with the one before it, and not with all")
  void comesAndGoes() {
    int forgotten = 0;
    for (int i = 0; i < 500; i++) {
      inventory.add(device("a"));
      forgotten += network.update(NOON + 2L * i * MINUTE).size();
      if (i > 0) {
        Node former = node("a").former;
        assertNotNull(former);
        assertNull(former.former);
      }
      inventory.remove("a");
      forgotten += network.update(NOON + (2L * i + 1) * MINUTE).size();
    }
    assertEquals(1, network.all().size());
    assertEquals(470, forgotten);
  }

  @Test
  @DisplayName("the one before is let go of once nothing is heard of it any more")
  void former() {
    inventory.add(device("a"));
    network.update(NOON);
    inventory.remove("a");
    network.update(NOON + MINUTE);
    inventory.add(device("a"));
    network.update(NOON + 2 * MINUTE);
    Node former = node("a").former;
    assertNotNull(former);
    assertEquals(List.of(), network.update(NOON + 60 * MINUTE));
    assertEquals(List.of(former), network.update(NOON + 61 * MINUTE));
    assertNull(node("a").former);
  }

  @Test
  @DisplayName(
      "those that are gone are forgotten an hour after they left, and not if they returned")
  void forgotten() {
    inventory.addAll(List.of(device("a"), device("b"), device("c")));
    network.update(NOON);
    inventory.remove("a");
    network.update(NOON + MINUTE);
    inventory.remove("b");
    inventory.remove("c");
    inventory.add(device("c"));
    network.update(NOON + 2 * MINUTE);
    assertEquals(List.of("a"), names(network.update(NOON + 61 * MINUTE)));
    assertEquals(List.of("b"), names(network.update(NOON + 90 * MINUTE)));
    assertEquals(List.of(), names(network.update(NOON + 900 * MINUTE)));
    assertEquals(List.of("c"), names(network.all().stream().toList()));
  }

  @Test
  @DisplayName("an hour after the clock was set is an hour, whichever way it was set")
  void clockSet() {
    inventory.addAll(List.of(device("a"), device("b")));
    network.update(NOON);
    inventory.remove("a");
    network.update(NOON + MINUTE);
    network.clockSet(NOON + 600 * MINUTE);
    assertEquals(List.of(), names(network.update(NOON + 601 * MINUTE)));
    network.clockSet(NOON);
    assertEquals(List.of("a"), names(network.update(NOON + 60 * MINUTE)));
  }

  @Test
  @DisplayName("a device that is asked less often from now on is waited for anew")
  void otherInterval() {
    inventory.add(device("a"));
    network.update(NOON);
    node("a").dueBy = NOON + MINUTE;
    inventory.change(device("a").toBuilder().name("b").build());
    network.update(NOON);
    assertEquals(NOON + MINUTE, node("a").dueBy);
    inventory.change(device("a").toBuilder().label("asked", "hourly").build());
    network.update(NOON);
    assertEquals(Node.NO_TIME_SET, node("a").dueBy);
  }

  private static List<String> names(List<Node> nodes) {
    List<String> names = new ArrayList<>();
    nodes.forEach(node -> names.add(node.id));
    return names;
  }
}
