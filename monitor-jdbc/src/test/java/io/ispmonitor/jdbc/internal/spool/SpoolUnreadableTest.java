package io.ispmonitor.jdbc.internal.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.internal.spool.SpoolLoss.Cause;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A spool of which a piece cannot be read")
class SpoolUnreadableTest {
  @TempDir Path directory;

  @Test
  @DisplayName("hands out from the beginning again what it had when memory ran out")
  void outOfMemory() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      rig.appendMany(0, 200, 1_000);
      rig.disk.spoil(rig.segments().get(1), 0, 1_000);
      rig.disk.error = new OutOfMemoryError("of the test");
      assertThrows(OutOfMemoryError.class, rig::next);
      assertEquals(numbers(0, 200), rig.drain().stream().map(SpoolRig::number).toList());
      assertEquals(List.of(), rig.losses);
    }
  }

  @Test
  @DisplayName("hands out what lies before it, gives it up after five attempts, and goes on")
  void closedSegment() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      rig.appendMany(0, 200, 1_000);
      rig.disk.spoil(rig.segments().get(1), 30_000, 512);
      assertEquals(numbers(0, 64 + 29), carried(rig));
      assertNull(rig.spool.health().error());
      failAgain(rig, 3);
      assertEquals(numbers(128, 200), carried(rig));
      assertEquals(1, rig.losses.size(), rig.losses::toString);
      assertEquals(Cause.DAMAGED, rig.losses.get(0).cause());
      assertEquals(35, rig.losses.get(0).records());
      assertTrue(rig.losses.get(0).where().endsWith("offset 29354"), rig.losses::toString);
    }
  }

  @Test
  @DisplayName("loses nothing when it can be read in the end")
  void onceMore() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      rig.appendMany(0, 200, 1_000);
      rig.disk.spoil(rig.segments().get(1), 30_000, 512);
      assertEquals(93, carried(rig).size());
      failAgain(rig, 3);
      rig.disk.spoil(directory, 0, 0);
      assertEquals(numbers(93, 200), rig.drain().stream().map(SpoolRig::number).toList());
      assertEquals(List.of(), rig.losses);
    }
  }

  @Test
  @DisplayName("goes on with a new segment when it lies in the one that is written")
  void openSegment() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      rig.appendMany(0, 20, 1_000);
      rig.disk.spoil(rig.segments().get(0), 10_000, 512);
      assertEquals(numbers(0, 9), carried(rig));
      failAgain(rig, 3);
      assertTrue(rig.next().isEmpty());
      rig.appendMany(20, 25, 1_000);
      assertEquals(numbers(20, 25), carried(rig));
      assertEquals(11, rig.spool.health().losses().damagedRecords());
    }
  }

  @Test
  @DisplayName("does not shorten a batch that was handed out before, until it is given up")
  void batchOfBefore() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      rig.appendMany(0, 200, 1_000);
      SpoolBatch before = rig.spool.next(100, 1 << 20).orElseThrow();
      Path second = rig.segments().get(1);
      rig.reopen();
      rig.disk.spoil(second, 30_000, 512);
      failAgain(rig, 4);
      SpoolBatch left = rig.next().orElseThrow();
      assertEquals(before.last(), left.last());
      assertEquals(93, left.records().size());
      assertEquals(35, rig.spool.health().losses().damagedRecords());
    }
  }

  private static void failAgain(SpoolRig rig, int times) {
    for (int i = 1; i <= times; i++) {
      assertThrows(IOException.class, rig::next);
      SpoolHealth.Failure error = rig.spool.health().error();
      assertEquals(i, error == null ? 0 : error.times());
    }
  }

  /** Carries one batch. */
  private static List<Integer> carried(SpoolRig rig) throws IOException {
    SpoolBatch batch = rig.next().orElseThrow();
    rig.spool.done(batch);
    return SpoolRig.texts(batch).stream().map(SpoolRig::number).toList();
  }

  private static List<Integer> numbers(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }
}
