package io.ispmonitor.internal.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.probe.Observation;
import io.ispmonitor.reachability.Isolation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EventQueueTest {
  private final EventQueue queue = new EventQueue();

  @Test
  @DisplayName("usual events and those that must be told come out in the order they went in")
  void order() {
    List<Event> in = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Event event = i % 7 == 0 || i % 5 == 0 ? vital(i) : usual(i);
      in.add(event);
      assertTrue(queue.offer(event));
    }
    List<Event> out = new ArrayList<>();
    for (Event event = queue.poll(); event != null; event = queue.poll()) {
      out.add(event);
    }
    assertEquals(in, out);
  }

  @Test
  @DisplayName("what must be told finds room when the usual events fill theirs")
  void roomOfItsOwn() {
    int usual = 0;
    while (queue.offer(usual(usual))) {
      usual++;
    }
    assertTrue(queue.offer(vital(1)));
    for (int i = 0; i < usual; i++) {
      assertEquals(usual(i), queue.poll());
    }
    assertEquals(vital(1), queue.poll());
    assertEquals(1, queue.queues().get(0).get().refused());
    assertEquals(0, queue.queues().get(1).get().refused());
  }

  @Test
  @DisplayName("its memory is bounded: at last it refuses also what must be told, and counts it")
  void bounded() {
    int told = 0;
    while (queue.offer(vital(told))) {
      told++;
    }
    assertEquals(queue.queues().get(1).get().capacity(), told);
    assertEquals(1, queue.queues().get(1).get().refused());
    assertEquals(vital(0), queue.poll());
    assertTrue(queue.offer(vital(told)));
    assertFalse(queue.offer(vital(told)));
  }

  private static Event usual(int number) {
    return new Event.Observed(
        Observation.event("d", "test", Instant.EPOCH.plusSeconds(number), "link", "up"));
  }

  private static Event vital(int number) {
    return new Event.Isolated(
        new Isolation("fibre", Instant.EPOCH.plusSeconds(number), null, 0, List.of()));
  }
}
