package io.ispmonitor.internal.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.status.StatusEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BacklogTest {
  private final Backlog backlog = new Backlog();

  private static StatusEvent event(int number) {
    return new StatusEvent.Isolated(
        new Isolation("fibre", Instant.EPOCH.plusSeconds(number), null, 0, List.of()));
  }

  @Test
  @DisplayName("a gap is between what was there before it and what came after it")
  void gap() {
    int room = backlog.health().capacity();
    for (int i = 0; i < room; i++) {
      assertTrue(backlog.offer(event(i)));
    }
    assertFalse(backlog.offer(event(-1)));
    assertFalse(backlog.offer(event(-2)));
    assertEquals(event(0), backlog.poll());
    assertTrue(backlog.offer(event(room)));
    assertFalse(backlog.offer(event(-3)));
    for (int i = 1; i < room; i++) {
      assertEquals(event(i), backlog.poll());
    }
    assertEquals(new StatusEvent.Missed(2), backlog.poll());
    assertEquals(event(room), backlog.poll());
    assertEquals(new StatusEvent.Missed(1), backlog.poll());
    assertNull(backlog.poll());
    assertEquals(3, backlog.health().refused());
  }
}
