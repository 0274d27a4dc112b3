package io.ispmonitor.app.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.app.web.access.Access;
import io.ispmonitor.app.web.access.Caller;
import io.ispmonitor.app.web.access.Identity;
import io.ispmonitor.app.web.access.Role;
import io.ispmonitor.app.web.access.Sessions;
import io.ispmonitor.time.TimeSource;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EventStreamTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long LIMIT_SECONDS = 20;

  private final Sessions sessions =
      new Sessions(TimeSource.system(), Duration.ofHours(1), Duration.ofHours(1));
  private final Guard guard = new Guard(new Identity(Access.open(), sessions), Set.of());
  private final Streams streams = new Streams(2, PATIENCE, guard);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final CountDownLatch cut = new CountDownLatch(1);

  @AfterEach
  void end() {
    streams.close();
  }

  private EventStream stream(ServletOutputStream out) {
    Caller reader = new Caller("vera", Role.VIEWER, InetAddress.getLoopbackAddress(), null, null);
    streams.enter();
    EventStream stream = new EventStream(streams, reader, out, cut::countDown);
    streams.add(stream);
    stream.atEnd(ended::countDown);
    return stream;
  }

  @Test
  @DisplayName("whatever the server throws at a write ends the stream and gives its room back")
  void throwing() throws Exception {
    for (Throwable thrown :
        new Throwable[] {
          new IOException("gone"),
          new IllegalStateException("the request is over"),
          new NullPointerException("recycled"),
          new StackOverflowError("deep")
        }) {
      EventStream stream = stream(new Out(() -> fail(thrown)));
      stream.send("status", "{}");
      await(() -> streams.size() == 0);
      stream.send("status", "{}");
      assertEquals(0, streams.size());
    }
    assertTrue(ended.await(LIMIT_SECONDS, TimeUnit.SECONDS));
    assertEquals(1, cut.getCount(), "nothing was being written any more");
  }

  @Test
  @DisplayName("what throws after a write was done ends the stream as well")
  void callback() {
    stream(new Out(() -> {}))
        .send(
            "status",
            null,
            "{}",
            () -> {
              throw new IllegalStateException("the source is gone");
            });
    await(() -> streams.size() == 0);
  }

  @Test
  @DisplayName("a write that takes too long is cut off, and one that does not is left alone")
  void stuck() throws Exception {
    AtomicInteger written = new AtomicInteger();
    CountDownLatch writes = new CountDownLatch(1);
    EventStream stream =
        stream(
            new Out(
                () -> {
                  writes.countDown();
                  awaitLatch(cut);
                  written.incrementAndGet();
                  throw new IOException("closed");
                }));
    stream.send("status", "{}");
    assertTrue(writes.await(LIMIT_SECONDS, TimeUnit.SECONDS));
    stream.check(streams.now(), PATIENCE.toNanos());
    assertEquals(1, streams.size());
    stream.check(streams.now() + PATIENCE.toNanos(), PATIENCE.toNanos());
    assertEquals(0, streams.size());
    await(() -> written.get() == 1);
  }

  @Test
  @DisplayName("a hundred events wait at most; with one more the reader is cut off")
  void full() throws Exception {
    CountDownLatch writes = new CountDownLatch(1);
    EventStream stream =
        stream(
            new Out(
                () -> {
                  writes.countDown();
                  awaitLatch(cut);
                }));
    stream.send("status", "{}");
    assertTrue(writes.await(LIMIT_SECONDS, TimeUnit.SECONDS));
    for (int i = 0; i < 100; i++) {
      stream.send("status", "{}");
    }
    assertEquals(1, streams.size());
    stream.send("status", "{}");
    assertEquals(0, streams.size());
    assertTrue(cut.await(LIMIT_SECONDS, TimeUnit.SECONDS));
  }

  private static void fail(Throwable thrown) throws IOException {
    if (thrown instanceof IOException io) {
      throw io;
    }
    if (thrown instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    throw (Error) thrown;
  }

  private static void awaitLatch(CountDownLatch latch) throws IOException {
    try {
      assertTrue(latch.await(LIMIT_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void await(java.util.function.BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "it did not come to that");
      Thread.onSpinWait();
    }
  }

  /** What is done at a write. */
  private interface Written {
    void run() throws IOException;
  }

  private static final class Out extends ServletOutputStream {
    private final Written each;

    Out(Written each) {
      this.each = each;
    }

    @Override
    public void write(int one) throws IOException {
      each.run();
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      each.run();
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException("it is written by threads");
    }
  }
}
