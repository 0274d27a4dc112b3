package io.ispmonitor.device;

import static io.ispmonitor.device.InventoryTest.device;
import static io.ispmonitor.device.InventoryTest.ids;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InventoryListenerTest {
  private final Inventory inventory = new Inventory();
  private final List<String> heard = new ArrayList<>();

  @Test
  @DisplayName("a listener hears each change in order, and may read the state after it")
  void hearsInOrder() {
    inventory.listen(diff -> heard.add(diff + " of " + inventory.size()));
    inventory.add(device("a"));
    inventory.change(Device.named("a").name("A").build());
    inventory.remove("a");

    assertEquals(
        List.of(
            "1 added, 0 changed, 0 removed, 0 unchanged of 1",
            "0 added, 1 changed, 0 removed, 0 unchanged of 1",
            "0 added, 0 changed, 1 removed, 0 unchanged of 0"),
        heard);
  }

  @Test
  @DisplayName("a refused change is not heard")
  void refusedIsSilent() {
    inventory.listen(diff -> heard.add("called"));

    assertThrows(IllegalArgumentException.class, () -> inventory.add(device("a", "ghost")));
    assertEquals(List.of(), heard);
  }

  @Test
  @DisplayName("a listener that throws disturbs neither the change nor the next listener")
  void throwingListener() {
    inventory.listen(
        diff -> {
          throw new IllegalStateException("expected by the test");
        });
    inventory.listen(diff -> heard.add("told"));
    inventory.add(device("a"));

    assertEquals(List.of("told"), heard);
    assertEquals(1, inventory.size());
  }

  @Test
  @DisplayName("a listener must not change the inventory it listens to")
  void noChangeFromWithin() {
    List<Throwable> thrown = new ArrayList<>();
    inventory.listen(
        diff -> {
          try {
            inventory.add(device("b"));
          } catch (RuntimeException e) {
            thrown.add(e);
          }
        });
    inventory.add(device("a"));

    assertInstanceOf(IllegalStateException.class, thrown.get(0));
    assertEquals(List.of("a"), ids(inventory.devices()));
    inventory.remove("a");
    assertEquals(0, inventory.size());
  }

  @Test
  @DisplayName("a closed registration hears nothing more, and the same listener can listen twice")
  void close() {
    InventoryListener listener = diff -> heard.add("told");
    InventoryListener.Registration first = inventory.listen(listener);
    inventory.listen(listener);
    first.close();
    first.close();
    inventory.add(device("a"));

    assertEquals(List.of("told"), heard);
  }

  @Test
  @DisplayName("a listener closed by another one during a change is not told any more")
  void closedMeanwhile() {
    List<InventoryListener.Registration> second = new ArrayList<>();
    inventory.listen(diff -> second.get(0).close());
    second.add(inventory.listen(diff -> heard.add("told")));
    inventory.add(device("a"));

    assertEquals(List.of(), heard);
  }

  @Test
  @DisplayName("a follower first gets all that is there, as added")
  void follow() {
    inventory.follow(diff -> heard.add("early " + ids(diff.added())));
    inventory.addAll(List.of(device("a"), device("b", "a")));
    inventory.follow(diff -> heard.add("late " + ids(diff.added())));
    inventory.add(device("c"));

    assertEquals(List.of("early [a, b]", "late [a, b]", "early [c]", "late [c]"), heard);
  }

  @Test
  @DisplayName("a follower that comes while others add knows every device exactly once")
  void followMissesNothing() throws Exception {
    int perThread = 2_000;
    Map<String, Integer> told = new HashMap<>();
    CountDownLatch halfWay = new CountDownLatch(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<Future<?>> running = new ArrayList<>();
    for (String name : List.of("x", "y")) {
      running.add(
          threads.submit(
              () -> {
                for (int i = 0; i < perThread; i++) {
                  inventory.add(device(name + i));
                  if (i == perThread / 2) {
                    halfWay.countDown();
                  }
                }
              }));
    }
    assertTrue(halfWay.await(30, TimeUnit.SECONDS));
    inventory.follow(
        diff -> diff.added().forEach(device -> told.merge(device.id(), 1, Integer::sum)));
    for (Future<?> thread : running) {
      thread.get(30, TimeUnit.SECONDS);
    }
    threads.shutdown();

    assertEquals(2 * perThread, told.size());
    assertTrue(told.values().stream().allMatch(times -> times == 1));
  }
}
