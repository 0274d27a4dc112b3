package io.ispmonitor.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.NameResolver;
import io.ispmonitor.time.TimeSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AsideTest {
  private static final int TLS_THREADS = 2;

  private final CountDownLatch busy = new CountDownLatch(TLS_THREADS);
  private final CountDownLatch release = new CountDownLatch(1);

  private static Aside aside() {
    return new Aside(NameResolver.system(), 1, 1, 1, Thread::new, TimeSource.system());
  }

  private void hold() {
    busy.countDown();
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @DisplayName("handshakes of conversations that are over make room for others, and are not done")
  void vainHandshakes() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    AtomicBoolean vainlyDone = new AtomicBoolean();
    CountDownLatch done = new CountDownLatch(1);
    try (Aside aside = aside()) {
      for (int i = 0; i < TLS_THREADS; i++) {
        aside.handshake(() -> false, this::hold);
      }
      assertTrue(busy.await(10, TimeUnit.SECONDS));
      aside.handshake(over::get, () -> vainlyDone.set(true));
      assertEquals(1, aside.waitingHandshakes());

      over.set(true);
      aside.handshake(() -> false, done::countDown);
      assertEquals(1, aside.waitingHandshakes());
      release.countDown();
      assertTrue(done.await(10, TimeUnit.SECONDS));
    }
    assertFalse(vainlyDone.get());
  }
}
