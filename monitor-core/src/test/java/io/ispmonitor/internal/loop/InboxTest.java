package io.ispmonitor.internal.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class InboxTest {

  @Test
  @DisplayName("what is put in comes out in its order")
  void order() {
    Inbox<Integer> inbox = new Inbox<>("numbers", 8);
    for (int round = 0; round < 5; round++) {
      for (int i = 0; i < 6; i++) {
        assertTrue(inbox.offer(round * 6 + i));
      }
      for (int i = 0; i < 6; i++) {
        assertEquals(round * 6 + i, inbox.poll());
      }
      assertNull(inbox.poll());
    }
  }

  @Test
  @DisplayName("a full queue refuses and counts, and takes again once something was taken out")
  void full() {
    Inbox<Integer> inbox = new Inbox<>("numbers", 4);
    for (int i = 0; i < 4; i++) {
      assertTrue(inbox.offer(i));
    }
    assertFalse(inbox.offer(4));
    assertFalse(inbox.offer(5));
    assertEquals(0, inbox.poll());
    assertTrue(inbox.offer(6));
    assertEquals(2, inbox.health().refused());
    assertEquals(4, inbox.health().highWater());
    assertEquals(4, inbox.health().capacity());
  }

  @Test
  @DisplayName("a queue that was full between two looks of its consumer says so")
  void fullUnseen() {
    Inbox<Integer> inbox = new Inbox<>("numbers", 4);
    for (int i = 0; i < 6; i++) {
      inbox.offer(i);
    }
    for (int i = 0; i < 4; i++) {
      assertEquals(i, inbox.poll()); // without having looked
    }
    assertEquals(4, inbox.health().highWater());
  }

  @Test
  @DisplayName("a capacity that is no power of two is refused with a sentence")
  void capacity() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> new Inbox<Integer>("numbers", 100));
    assertTrue(refusal.toString().contains("was 100"), refusal.toString());
  }

  @Test
  @Timeout(60)
  @DisplayName(
      "four producers and a consumer lose nothing, repeat nothing and keep each one's order")
  void concurrent() throws InterruptedException {
    int producers = 4;
    int each = 200_000;
    Inbox<Long> inbox = new Inbox<>("numbers", 1 << 10);
    AtomicLong refused = new AtomicLong();
    List<Thread> threads = new ArrayList<>();
    for (int p = 0; p < producers; p++) {
      long producer = p;
      threads.add(
          new Thread(
              () -> {
                for (long i = 0; i < each; i++) {
                  while (!inbox.offer(producer << 32 | i)) {
                    refused.incrementAndGet();
                    Thread.onSpinWait();
                  }
                }
              }));
    }
    threads.forEach(Thread::start);
    Map<Long, Long> next = new HashMap<>();
    for (int taken = 0; taken < producers * each; ) {
      Long item = inbox.poll();
      if (item == null) {
        Thread.onSpinWait();
        continue;
      }
      long producer = item >>> 32;
      assertEquals(next.getOrDefault(producer, 0L), item & 0xffffffffL);
      next.merge(producer, 1L, Long::sum);
      taken++;
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertNull(inbox.poll());
    assertEquals(refused.get(), inbox.health().refused());
  }
}
