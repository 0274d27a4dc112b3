package io.ispmonitor.jdbc.internal.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A batch")
class SpoolBatchTest {
  @TempDir Path directory;

  @Test
  @DisplayName("is handed out again as it was after a crash, however much was appended since")
  void frozen() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory.resolve("a"))) {
      rig.appendMany(0, 100, 1_000);
      SpoolBatch batch = rig.spool.next(70, 1 << 20).orElseThrow();
      rig.appendMany(100, 200, 1_000);
      rig.reopenElsewhere(directory.resolve("b"));
      rig.appendMany(200, 300, 1_000);

      SpoolBatch again = rig.spool.next(5, 1).orElseThrow();
      assertEquals(batch.first(), again.first());
      assertEquals(batch.last(), again.last());
      assertEquals(SpoolRig.texts(batch), SpoolRig.texts(again));
      assertTrue(again.mayBeCarried());
      assertSame(again, rig.next().orElseThrow(), "until it is done");
      rig.spool.done(again);
      assertEquals(70, SpoolRig.number(rig.drain().get(0)));
    }
  }

  @Test
  @DisplayName("does not come again when the database has it, though the crash came before done")
  void carriedBeforeTheCrash() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory.resolve("a"))) {
      rig.appendMany(0, 100, 1_000);
      long stored = rig.spool.next(70, 1 << 20).orElseThrow().last();
      rig.reopenElsewhere(directory.resolve("b"));

      rig.spool.resumeAfter(stored);
      SpoolBatch next = rig.next().orElseThrow();
      assertEquals(70, SpoolRig.number(SpoolRig.texts(next).get(0)));
      assertFalse(next.mayBeCarried());
    }
  }

  @Test
  @DisplayName("stays as it was when the database says that it does not have it")
  void notCarriedBeforeTheCrash() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory.resolve("a"))) {
      rig.appendMany(0, 100, 1_000);
      SpoolBatch first = rig.spool.next(30, 1 << 20).orElseThrow();
      rig.spool.done(first);
      SpoolBatch second = rig.spool.next(30, 1 << 20).orElseThrow();
      rig.reopenElsewhere(directory.resolve("b"));

      rig.spool.resumeAfter(first.last());
      SpoolBatch again = rig.spool.next(1, 1).orElseThrow();
      assertEquals(SpoolRig.texts(second), SpoolRig.texts(again));
      rig.spool.resumeAfter(first.last());
      assertEquals(SpoolRig.texts(second), SpoolRig.texts(rig.next().orElseThrow()));
    }
  }

  @Test
  @DisplayName("comes again when the database was put back to an older state")
  void databasePutBack() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      rig.appendMany(0, 60, 500);
      rig.spool.done(rig.spool.next(10, 1 << 20).orElseThrow());
      long older = rig.spool.next(10, 1 << 20).orElseThrow().after();
      rig.drain();
      rig.spool.resumeAfter(older);
      assertEquals(10, SpoolRig.number(rig.drain().get(0)));
    }
  }

  @Test
  @DisplayName("reaches a database exactly once through many crashes at any moment")
  void exactlyOnce() throws IOException {
    Random random = new Random(42);
    List<Integer> database = new ArrayList<>();
    long stored = 0;
    try (SpoolRig rig = new SpoolRig(directory.resolve("0"))) {
      int appended = 0;
      for (int round = 1; round < 60; round++) {
        rig.appendMany(appended, appended + 40, 1_000);
        appended += 40;
        for (int i = random.nextInt(4); i > 0; i--) {
          SpoolBatch batch = rig.spool.next(1 + random.nextInt(50), 1 << 20).orElse(null);
          if (batch != null && random.nextBoolean()) {
            assertEquals(stored, batch.after());
            SpoolRig.texts(batch).forEach(text -> database.add(SpoolRig.number(text)));
            stored = batch.last();
            if (random.nextBoolean()) {
              rig.spool.done(batch);
            } else {
              break;
            }
          }
        }
        rig.reopenElsewhere(directory.resolve("" + round));
        rig.spool.resumeAfter(stored);
      }
      rig.drain().forEach(text -> database.add(SpoolRig.number(text)));
      assertEquals(appended, database.size());
      for (int i = 0; i < appended; i++) {
        assertEquals(i, database.get(i));
      }
      assertEquals(List.of(), rig.losses);
    }
  }

  @Test
  @DisplayName("is not handed out before its end lies on the disk")
  void notWithoutItsEnd() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      rig.appendMany(0, 10, 100);
      rig.disk.overwrites = 1;
      assertThrows(IOException.class, rig::next);
      rig.appendMany(10, 20, 100);
      assertEquals(20, rig.next().orElseThrow().records().size());
    }
  }

  @Test
  @DisplayName("is told from another one, and from a position that this directory never gave")
  void strange() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      rig.appendMany(0, 10, 100);
      SpoolBatch batch = rig.next().orElseThrow();
      rig.spool.done(batch);
      assertThrows(IllegalArgumentException.class, () -> rig.spool.done(batch));
      Exception refused =
          assertThrows(IllegalArgumentException.class, () -> rig.spool.resumeAfter(1L << 50));
      SpoolRig.assertSays(refused, "older copy");
      assertThrows(IllegalArgumentException.class, () -> rig.spool.next(0, 1));
    }
  }

  @Test
  @DisplayName("is not handed out of an older copy of the directory, also when more was appended")
  void olderCopy() throws IOException {
    Path copy = Files.createDirectory(directory.resolve("copy"));
    long stored;
    try (SpoolRig rig = new SpoolRig(directory.resolve("a"))) {
      rig.appendMany(0, 100, 100);
      rig.spool.done(rig.next().orElseThrow());
      for (String name : List.of("batch", "writer", SegmentInfo.name(1))) {
        Files.copy(directory.resolve("a").resolve(name), copy.resolve(name));
      }
      rig.appendMany(100, 200, 100);
      stored = rig.next().orElseThrow().last();
    }
    try (SpoolRig rig = new SpoolRig(copy)) {
      rig.appendMany(300, 600, 100);
      Exception refused =
          assertThrows(IllegalArgumentException.class, () -> rig.spool.resumeAfter(stored));
      SpoolRig.assertSays(refused, "older copy");
    }
  }

  @Test
  @DisplayName("is read from the oldest segment when the file of its ends is of no use")
  void cursorDamaged() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      rig.appendMany(0, 10, 100);
      rig.spool.done(rig.spool.next(5, 1 << 20).orElseThrow());
      rig.spool.next(5, 1 << 20);
      rig.spool.close();
      Files.write(directory.resolve("batch"), new byte[8192]);
      rig.reopen();
      assertEquals(10, rig.drain().size());
    }
  }

  @Test
  @DisplayName("is the one before when the note of the next one was not written to its end")
  void cursorTorn() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory.resolve("a"))) {
      rig.appendMany(0, 10, 100);
      rig.spool.done(rig.spool.next(3, 1 << 20).orElseThrow());
      rig.spool.done(rig.spool.next(3, 1 << 20).orElseThrow());
      byte[] before = Files.readAllBytes(directory.resolve("a").resolve("batch"));
      SpoolBatch torn = rig.spool.next(3, 1 << 20).orElseThrow();
      byte[] after = Files.readAllBytes(directory.resolve("a").resolve("batch"));
      int slot = Arrays.mismatch(before, after) < 4096 ? 0 : 4096;
      after[slot + 30] ^= 1;
      Files.write(directory.resolve("a").resolve("batch"), after);
      rig.reopenElsewhere(directory.resolve("b"));

      SpoolBatch again = rig.next().orElseThrow();
      assertEquals(3, SpoolRig.number(SpoolRig.texts(again).get(0)));
      assertEquals(torn.after(), again.last());
    }
  }

  @Test
  @DisplayName("holds what is new though the machine lost positions that the database knows")
  void lostByTheMachine() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory.resolve("a"))) {
      rig.options = rig.options.fsync(FsyncPolicy.never());
      rig.reopen();
      rig.appendMany(0, 20, 100);
      SpoolBatch batch = rig.next().orElseThrow();
      Path segment = rig.segments().get(0);
      Files.write(segment, Arrays.copyOf(Files.readAllBytes(segment), 1_000));
      rig.reopenElsewhere(directory.resolve("b"));
      rig.appendMany(20, 40, 100);

      rig.spool.resumeAfter(batch.last());
      List<String> read = rig.drain();
      assertEquals(20, read.size());
      assertEquals(20, SpoolRig.number(read.get(0)));
    }
  }

  @Test
  @DisplayName("is bounded in records and in bytes")
  void bounds() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      rig.appendMany(0, 10, 1_000);
      SpoolBatch batch = rig.spool.next(10, 2_500).orElseThrow();
      assertEquals(2, batch.records().size());
      rig.spool.done(batch);
      batch = rig.spool.next(3, 1 << 20).orElseThrow();
      assertEquals(3, batch.records().size());
      rig.spool.done(batch);
      assertEquals(1, rig.spool.next(10, 1).orElseThrow().records().size());
    }
  }
}
