package io.ispmonitor.jdbc.internal.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.ispmonitor.metric.StoreRefusedException;
import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A spool used by many threads")
@Timeout(60)
class SpoolThreadsTest {
  private static final int THREADS = 6;
  private static final int EACH = 20_000;

  @TempDir Path directory;

  @Test
  @DisplayName(
      "hands out every record once and those of a thread in their order, while they append")
  void manyThreads() throws Exception {
    for (FsyncPolicy policy :
        List.of(
            FsyncPolicy.always(), FsyncPolicy.every(Duration.ofMillis(50)), FsyncPolicy.never())) {
      ExecutorService executor = Executors.newFixedThreadPool(THREADS);
      try (Spool spool = open(directory.resolve(policy.getClass().getSimpleName()), policy)) {
        List<Future<Long>> appending = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
          appending.add(executor.submit(appender(spool, thread)));
        }
        int[] next = new int[THREADS];
        long before = 0;
        for (int read = 0; read < THREADS * EACH; ) {
          Optional<SpoolBatch> batch = spool.next(5_000, 1 << 20);
          if (batch.isEmpty()) {
            Thread.onSpinWait();
            continue;
          }
          for (SpoolRecord found : batch.get().records()) {
            assertTrue(found.position() > before);
            before = found.position();
            assertEquals(next[found.type() - 1]++, ByteBuffer.wrap(found.payload()).getInt());
            assertEquals(found.type(), found.definitions().get(0).bytes()[0]);
          }
          read += batch.get().records().size();
          spool.done(batch.get());
        }
        for (Future<Long> future : appending) {
          assertTrue(future.get() <= spool.acceptedThrough());
        }
        assertEquals(0, spool.health().waitingRecords());
      } finally {
        executor.shutdownNow();
      }
    }
  }

  @Test
  @DisplayName("goes on when its thread is interrupted")
  void interrupted() throws Exception {
    List<Thread> made = new ArrayList<>();
    SpoolOptions options = SpoolOptions.in(directory).fsync(FsyncPolicy.always());
    try (Spool spool =
        Spool.open(options, TimeSource.system(), into(made), loss -> fail(loss.toString()))) {
      assertEquals("ispmonitor-spool", made.get(0).getName());
      long last = 0;
      for (int i = 0; i < 2_000; i++) {
        last = spool.append(1, ByteBuffer.allocate(4).putInt(i).array());
        made.get(0).interrupt();
      }
      await(spool, last);
      int next = 0;
      for (SpoolRecord found : spool.next(10_000, 1 << 20).orElseThrow().records()) {
        assertEquals(next++, ByteBuffer.wrap(found.payload()).getInt());
      }
      assertEquals(2_000, next);
    }
  }

  @Test
  @DisplayName(
      "is closed within two seconds though the disk hangs, and holds the directory until then")
  void hangingDisk() throws Exception {
    HangingDisk disk = new HangingDisk();
    SpoolOptions options = SpoolOptions.in(directory);
    List<Thread> made = new ArrayList<>();
    Spool spool = Spool.open(options, TimeSource.system(), into(made), loss -> {}, disk);
    spool.append(1, new byte[10]);
    disk.hangs.await();
    long began = System.nanoTime();
    spool.close();
    assertTrue(System.nanoTime() - began < TimeUnit.SECONDS.toNanos(10));
    assertTrue(spool.health().diskBusy().compareTo(Duration.ofSeconds(1)) > 0);
    try {
      Spool.open(options, TimeSource.system(), Thread::new, loss -> {}).close();
      fail("the disk may still write");
    } catch (IOException e) {
      SpoolRig.assertSays(e, "in use");
    }
    disk.goesOn.countDown();
    made.get(0).join();
    try (Spool again = Spool.open(options, TimeSource.system(), Thread::new, loss -> {})) {
      assertEquals(1, again.health().waitingRecords(), "it was written in the end");
    }
  }

  private static ThreadFactory into(List<Thread> made) {
    return task -> {
      Thread thread = new Thread(task);
      made.add(thread);
      return thread;
    };
  }

  private static Callable<Long> appender(Spool spool, int thread) {
    SpoolDefinition definition = spool.define(new byte[] {(byte) (thread + 1)});
    return () -> {
      long last = 0;
      for (int i = 0; i < EACH; i++) {
        last = append(spool, thread + 1, i, definition);
      }
      return last;
    };
  }

  private static long append(Spool spool, int type, int number, SpoolDefinition definition) {
    while (true) {
      try {
        return spool.append(type, ByteBuffer.allocate(30).putInt(number).array(), definition);
      } catch (StoreRefusedException e) {
        Thread.onSpinWait();
      }
    }
  }

  private static void await(Spool spool, long position) {
    while (spool.acceptedThrough() < position) {
      Thread.onSpinWait();
    }
  }

  private static Spool open(Path at, FsyncPolicy policy) throws IOException {
    return Spool.open(
        SpoolOptions.in(at)
            .memory(2 << 20, 1 << 16)
            .disk(1L << 30, 1 << 20, WhenFull.REFUSE_NEW)
            .fsync(policy),
        TimeSource.system(),
        Thread::new,
        loss -> fail(loss.toString()));
  }
}
