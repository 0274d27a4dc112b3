package io.ispmonitor.jdbc.internal.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.internal.spool.SpoolLoss.Cause;
import io.ispmonitor.metric.StoreRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A spool that is full")
class SpoolBoundsTest {
  private static final long MOST = 4L * SpoolRig.SEGMENT;

  @TempDir Path directory;

  @Test
  @DisplayName("drops its oldest segments, and counts and tells every record of them")
  void dropsTheOldest() throws IOException {
    try (SpoolRig rig = rig(WhenFull.DROP_OLDEST)) {
      rig.appendMany(0, 1_000, 1_000);
      assertTrue(onDisk(rig) <= MOST, () -> rig.spool.health().toString());

      List<String> left = rig.drain();
      int first = SpoolRig.number(left.get(0));
      assertEquals(1_000 - first, left.size());
      assertEquals(first, rig.spool.health().losses().droppedRecords());
      assertEquals(first, rig.losses.stream().mapToLong(SpoolLoss::records).sum());
      assertTrue(rig.losses.stream().allMatch(loss -> loss.cause() == Cause.DROPPED));
    }
  }

  @Test
  @DisplayName("does not count as dropped what is handed out")
  void handedOut() throws IOException {
    try (SpoolRig rig = rig(WhenFull.DROP_OLDEST)) {
      rig.appendMany(0, 100, 1_000);
      SpoolBatch batch = rig.spool.next(80, 1 << 20).orElseThrow();
      rig.appendMany(100, 1_000, 1_000);
      assertEquals(batch, rig.next().orElseThrow());
      rig.spool.done(batch);

      List<String> left = rig.drain();
      long dropped = rig.spool.health().losses().droppedRecords();
      assertEquals(1_000, 80 + dropped + left.size());
      assertEquals(80 + dropped, SpoolRig.number(left.get(0)));
    }
  }

  @Test
  @DisplayName("counts what is lost of a batch when it was dropped and the process ended")
  void handedOutAndEnded() throws IOException {
    try (SpoolRig rig = rig(WhenFull.DROP_OLDEST)) {
      rig.appendMany(0, 100, 1_000);
      assertTrue(rig.spool.next(80, 1 << 20).isPresent());
      rig.appendMany(100, 1_000, 1_000);
      long dropped = rig.spool.health().losses().droppedRecords();
      rig.reopen();

      List<String> left = rig.drain();
      assertEquals(80, rig.spool.health().losses().droppedRecords());
      assertEquals(1_000, 80 + dropped + left.size());
    }
  }

  @Test
  @DisplayName("goes on with what is left of a batch of which the beginning was dropped")
  void partlyDropped() throws IOException {
    try (SpoolRig rig = rig(WhenFull.DROP_OLDEST)) {
      rig.appendMany(0, 180, 1_000);
      SpoolBatch batch = rig.spool.next(150, 1 << 20).orElseThrow();
      rig.appendMany(180, 300, 1_000);
      rig.reopen();

      SpoolBatch left = rig.next().orElseThrow();
      assertTrue(left.first() > batch.first());
      assertEquals(batch.last(), left.last());
      assertEquals(150 - left.records().size(), rig.spool.health().losses().droppedRecords());
    }
  }

  @Test
  @DisplayName("counts what is lost of a batch also when something else was damaged")
  void partlyDroppedAndDamaged() throws IOException {
    try (SpoolRig rig = rig(WhenFull.DROP_OLDEST)) {
      rig.appendMany(0, 180, 1_000);
      assertTrue(rig.spool.next(150, 1 << 20).isPresent());
      rig.appendMany(180, 300, 1_000);
      rig.spool.close();
      List<Path> segments = rig.segments();
      Path newest = segments.get(segments.size() - 1);
      byte[] bytes = Files.readAllBytes(newest);
      bytes[5_000] ^= 1;
      Files.write(newest, bytes);
      rig.reopen();

      SpoolBatch left = rig.next().orElseThrow();
      assertEquals(1, rig.spool.health().losses().damagedSegments());
      assertEquals(150 - left.records().size(), rig.spool.health().losses().droppedRecords());
    }
  }

  @Test
  @DisplayName("refuses what is new when it was told to, until something was carried away")
  void refusesNew() throws IOException {
    try (SpoolRig rig = rig(WhenFull.REFUSE_NEW)) {
      int taken = 0;
      StoreRefusedException refused = null;
      while (refused == null) {
        try {
          rig.appendMany(taken, taken + 1, 1_000);
          taken++;
        } catch (StoreRefusedException e) {
          refused = e;
        }
      }
      SpoolRig.assertSays(refused, directory.toString());
      SpoolRig.assertSays(refused, "maxDiskBytes");
      assertTrue(onDisk(rig) <= MOST);
      assertTrue(taken > 200, "taken " + taken);

      assertEquals(taken, rig.drain().size());
      rig.appendMany(taken, taken + 1, 1_000);
      assertEquals(1, rig.drain().size());
      assertEquals(1, rig.spool.health().refusedRecords());
      assertEquals(List.of(), rig.losses);
    }
  }

  @Test
  @DisplayName("refuses a record with definitions of more bytes than an int counts, and goes on")
  void manyDefinitions() throws IOException {
    SpoolOptions options =
        SpoolOptions.in(directory)
            .disk(1L << 30, 64 << 20, WhenFull.DROP_OLDEST)
            .memory(64L << 20, 16 << 20)
            .fsync(FsyncPolicy.always());
    try (SpoolRig rig = new SpoolRig(options)) {
      rig.append("before");
      SpoolDefinition[] many = new SpoolDefinition[200];
      Arrays.fill(many, rig.spool.define(new byte[16 << 20]));
      Exception refused =
          assertThrows(IllegalArgumentException.class, () -> rig.append("much", many));
      SpoolRig.assertSays(refused, "refer to less");
      rig.append("after");
      rig.settle();
      assertEquals(List.of("before", "after"), rig.drain());
    }
  }

  @Test
  @DisplayName("refuses what finds no room in memory, and takes it when the disk has caught up")
  void memory() throws IOException {
    try (SpoolRig rig = rig(WhenFull.DROP_OLDEST)) {
      int taken = 0;
      StoreRefusedException refused = null;
      while (refused == null) { // the loop does not run, since no time passes
        try {
          rig.append(SpoolRig.numbered(taken, 100));
          taken++;
        } catch (StoreRefusedException e) {
          refused = e;
        }
      }
      SpoolRig.assertSays(refused, "memory");
      assertTrue(rig.spool.health().memoryBytes() <= 1 << 20);
      assertTrue(taken > 8_000, "taken " + taken);
      assertEquals(taken, rig.spool.health().waitingRecords());

      rig.settle();
      rig.append(SpoolRig.numbered(taken, 100));
      assertTrue(rig.spool.health().memoryBytes() <= Chunk.BYTES);
    }
  }

  private SpoolRig rig(WhenFull policy) {
    return new SpoolRig(
        SpoolOptions.in(directory)
            .memory(1 << 20, SpoolRig.SEGMENT / 2)
            .disk(MOST, SpoolRig.SEGMENT, policy)
            .fsync(FsyncPolicy.always()));
  }

  private static long onDisk(SpoolRig rig) throws IOException {
    long sum = 0;
    for (Path segment : rig.segments()) {
      sum += Files.size(segment);
    }
    assertEquals(sum, rig.spool.health().diskBytes());
    return sum;
  }
}
