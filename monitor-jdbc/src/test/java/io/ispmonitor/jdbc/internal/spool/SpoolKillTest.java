package io.ispmonitor.jdbc.internal.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.support.Pause;
import io.ispmonitor.metric.StoreRefusedException;
import io.ispmonitor.time.TimeSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A process that is killed while it appends")
@Timeout(120)
class SpoolKillTest {
  private static final int ROUNDS = 10;

  @TempDir Path directory;

  @Test
  @DisplayName("has lost nothing that it had reported as durable, and nothing comes twice")
  void killed() throws Exception {
    Random random = new Random(7);
    List<Integer> reported = new ArrayList<>();
    List<List<Integer>> read = new ArrayList<>();
    long stored = 0;
    for (int round = 0; round < ROUNDS; round++) {
      reported.add(lastReported(round, 200 + random.nextInt(3_000)));
      read.add(new ArrayList<>());
      stored = drain(read, stored, round == ROUNDS - 1 ? Integer.MAX_VALUE : random.nextInt(4));
    }
    for (int round = 0; round < ROUNDS; round++) {
      List<Integer> numbers = read.get(round);
      for (int i = 0; i < numbers.size(); i++) {
        assertEquals(i, numbers.get(i), "round " + round);
      }
      assertTrue(
          numbers.size() > reported.get(round),
          "round " + round + " reported " + reported.get(round) + ", found " + numbers.size());
    }
    assertEquals(read, replayed(), "what was carried was kept");
  }

  private List<List<Integer>> replayed() throws IOException {
    List<List<Integer>> rounds = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      rounds.add(new ArrayList<>());
    }
    try (Spool spool = Child.open(directory)) {
      Replayed told =
          spool.replay(
              0,
              found -> rounds.get(found.type() - 1).add(ByteBuffer.wrap(found.payload()).getInt()));
      assertTrue(told.isWhole(), told::toString);
    }
    return rounds;
  }

  /** Runs a process until it has reported so many as durable, and kills it; returns the last. */
  private int lastReported(int round, int atLeast) throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                directory.toString(),
                Integer.toString(round))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int last = -1;
    try (BufferedReader said = child.inputReader(StandardCharsets.US_ASCII)) {
      while (last < atLeast) {
        String line = said.readLine();
        assertNotNull(line, "the process ended by itself after " + last);
        last = Integer.parseInt(line);
      }
    } finally {
      child.destroyForcibly().waitFor();
    }
    return last;
  }

  /** Carries some batches into lists, one for each round; leaves the last one undone. */
  private long drain(List<List<Integer>> rounds, long stored, int batches) throws IOException {
    long through = stored;
    try (Spool spool = Child.open(directory)) {
      spool.keepAfter(0);
      spool.resumeAfter(stored);
      for (int i = 0; i < batches; i++) {
        Optional<SpoolBatch> batch = spool.next(500, 1 << 20);
        if (batch.isEmpty()) {
          break;
        }
        for (SpoolRecord found : batch.get().records()) {
          rounds.get(found.type() - 1).add(ByteBuffer.wrap(found.payload()).getInt());
        }
        through = batch.get().last();
        if (i < batches - 1) {
          spool.done(batch.get());
        }
      }
    }
    return through;
  }

  /** What is killed. */
  static final class Child {
    private Child() {}

    /** Appends rising numbers and says which are durable, until it is killed. */
    public static void main(String[] args) throws IOException {
      int type = Integer.parseInt(args[1]) + 1;
      Spool spool = open(Path.of(args[0]));
      SpoolDefinition definition = spool.define(new byte[] {1, 2, 3});
      long before = spool.acceptedThrough();
      long said = before;
      for (int i = 0; ; i++) {
        append(spool, type, i, definition);
        long accepted = spool.acceptedThrough();
        if (accepted > said) {
          System.out.println(accepted - before - 1);
          said = accepted;
        }
      }
    }

    private static void append(Spool spool, int type, int number, SpoolDefinition definition) {
      while (true) {
        try {
          spool.append(type, ByteBuffer.allocate(100).putInt(number).array(), definition);
          return;
        } catch (StoreRefusedException e) {
          Pause.aMoment();
        }
      }
    }

    static Spool open(Path directory) throws IOException {
      return Spool.open(
          SpoolOptions.in(directory)
              .memory(1 << 20, 1 << 10)
              .disk(2L << 30, 1 << 20, WhenFull.REFUSE_NEW)
              .fsync(FsyncPolicy.always()),
          TimeSource.system(),
          Thread::new,
          loss -> {
            if (loss.cause() != SpoolLoss.Cause.TORN) {
              throw new IllegalStateException(loss.toString());
            }
          });
    }
  }
}
