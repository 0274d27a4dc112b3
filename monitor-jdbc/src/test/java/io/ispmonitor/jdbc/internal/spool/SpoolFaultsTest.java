package io.ispmonitor.jdbc.internal.spool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.internal.spool.SpoolHealth.Failure;
import io.ispmonitor.metric.StoreRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A spool on a disk that fails")
class SpoolFaultsTest {
  @TempDir Path directory;

  @Test
  @DisplayName("keeps what it has in memory while the disk is full, says so, and loses nothing")
  void full() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      rig.appendMany(0, 10, 1_000);
      long accepted = rig.spool.acceptedThrough();
      rig.disk.room = 2_500;
      Instant since = rig.time.instant();
      rig.append(SpoolRig.numbered(10, 1_000));
      rig.append(SpoolRig.numbered(11, 1_000));
      rig.append(SpoolRig.numbered(12, 1_000));
      rig.time.advance(Duration.ofMinutes(1));

      assertEquals(accepted, rig.spool.acceptedThrough());
      Failure error = rig.spool.health().error();
      assertNotNull(error);
      assertTrue(error.what().contains("No space left on device"), error::what);
      assertEquals(since, error.since());
      assertTrue(error.times() > 5 && error.times() < 20, "with pauses between: " + error);

      rig.disk.room = Long.MAX_VALUE;
      rig.time.advance(Duration.ofSeconds(10));
      assertNull(rig.spool.health().error());
      rig.appendMany(13, 20, 1_000);
      assertEquals(numbers(0, 20), rig.drain().stream().map(SpoolRig::number).toList());
      rig.reopen();
      assertEquals(List.of(), rig.losses, "no part of a record is left behind");
    }
  }

  @Test
  @DisplayName("refuses with the reason once memory is full too")
  void refusesWhenMemoryIsFull() {
    try (SpoolRig rig = new SpoolRig(directory)) {
      rig.disk.room = 0;
      StoreRefusedException refused =
          assertThrows(StoreRefusedException.class, () -> rig.appendMany(0, 2_000, 1_000));
      SpoolRig.assertSays(refused, "No space left");
      assertTrue(rig.spool.health().waitingRecords() > 900);
      assertTrue(rig.spool.health().oldestAge().toMillis() > 100);
      rig.disk.room = Long.MAX_VALUE;
    }
  }

  @Test
  @DisplayName("can be emptied by the database while the disk is full")
  void emptiedWhileFull() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      rig.appendMany(0, 300, 1_000);
      rig.disk.room = 0;
      rig.append(SpoolRig.numbered(300, 1_000));
      rig.settle();
      assertEquals(300, rig.drain().size());
      assertEquals(List.of(), rig.segments());
      rig.disk.room = Long.MAX_VALUE;
      rig.time.advance(Duration.ofSeconds(10));
      assertEquals(1, rig.drain().size());
    }
  }

  @Test
  @DisplayName("hands out what found room on a full disk, and takes no room for it afterwards")
  void partByPart() throws IOException {
    SpoolOptions large =
        SpoolOptions.in(directory)
            .memory(8 << 20, 1 << 20)
            .disk(16 << 20, 4 << 20, WhenFull.DROP_OLDEST)
            .fsync(FsyncPolicy.always());
    try (SpoolRig rig = new SpoolRig(large)) {
      rig.disk.room = 1 << 20;
      for (int i = 0; i < 2_000; i++) {
        rig.append(SpoolRig.numbered(i, 1_000));
      }
      rig.settle();
      int first = rig.drain().size();
      assertTrue(first > 500, () -> "only so many were handed out: " + first);
      assertEquals(List.of(), rig.segments());

      rig.disk.room = Long.MAX_VALUE;
      rig.time.advance(Duration.ofSeconds(10));
      assertEquals(numbers(first, 2_000), rig.drain().stream().map(SpoolRig::number).toList());
      assertEquals(List.of(), rig.losses);
    }
  }

  @Test
  @DisplayName(
      "writes what a failed fsync leaves in doubt again, to a new segment, with definitions")
  void failedForce() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      SpoolDefinition device = rig.spool.define(SpoolRig.bytes("device"));
      rig.append(SpoolRig.numbered(0, 1_000), device);
      rig.settle();
      long accepted = rig.spool.acceptedThrough();
      rig.disk.forces = 1;
      rig.append(SpoolRig.numbered(1, 1_000), device);
      rig.settle();
      assertEquals(accepted, rig.spool.acceptedThrough());
      assertEquals(1, rig.drain().size(), "only what was durable before");

      rig.time.advance(Duration.ofSeconds(1));
      assertEquals(accepted + 1, rig.spool.acceptedThrough());
      rig.append(SpoolRig.numbered(2, 1_000), device);
      rig.settle();
      assertEquals(
          List.of(
              "create " + SegmentInfo.name(1),
              "delete " + SegmentInfo.name(1), // all that was durable in it is read
              "create " + SegmentInfo.name(2)),
          rig.disk.calls);
      rig.reopen();
      SpoolBatch batch = rig.next().orElseThrow();
      assertEquals(numbers(1, 3), SpoolRig.texts(batch).stream().map(SpoolRig::number).toList());
      for (SpoolRecord read : batch.records()) {
        assertArrayEquals(device.bytes(), read.definitions().get(0).bytes());
      }
    }
  }

  @Test
  @DisplayName("reads each record once though a segment with a failed fsync could not be cut off")
  void failedForceAndCut() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      rig.appendMany(0, 5, 1_000);
      rig.disk.forces = 1;
      rig.disk.cuts = 1;
      rig.append(SpoolRig.numbered(5, 1_000));
      rig.time.advance(Duration.ofSeconds(1));
      rig.appendMany(6, 10, 1_000);
      Path first = rig.segments().get(0);
      byte[] bytes = Files.readAllBytes(first);
      bytes[bytes.length - 1] ^= 1; // what was not forced may be anything
      Files.write(first, bytes);
      rig.reopen();
      assertEquals(numbers(0, 10), rig.drain().stream().map(SpoolRig::number).toList());
      assertEquals(List.of(), rig.losses);
    }
  }

  @Test
  @DisplayName("does not heap up segments while every fsync fails")
  void everyForceFails() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      rig.appendMany(0, 5, 1_000);
      rig.disk.forces = 50;
      rig.append(SpoolRig.numbered(5, 1_000));
      rig.time.advance(Duration.ofMinutes(5));
      assertTrue(rig.segments().size() <= 2, rig.segments()::toString);
      rig.disk.forces = 0;
      rig.time.advance(Duration.ofSeconds(10));
      assertEquals(numbers(0, 6), rig.drain().stream().map(SpoolRig::number).toList());
    }
  }

  @Test
  @DisplayName("is in trouble until an fsync succeeds, however often a write does meanwhile")
  void doesNotFlap() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      rig.options = rig.options.fsync(FsyncPolicy.every(Duration.ofSeconds(1)));
      rig.reopen();
      rig.append(SpoolRig.numbered(0, 1_000));
      rig.settle();
      rig.disk.laterForces = true;
      rig.time.advance(Duration.ofSeconds(1));
      Failure first = rig.spool.health().error();
      assertNotNull(first);
      for (int i = 1; i <= 600; i++) {
        rig.append(SpoolRig.numbered(i, 100));
        rig.time.advance(Duration.ofMillis(100));
        Failure error = rig.spool.health().error();
        assertNotNull(error, "after " + i);
        assertEquals(first.since(), error.since());
        assertTrue(error.times() < 20, "with pauses between: " + error);
      }
      rig.disk.laterForces = false;
      rig.time.advance(Duration.ofSeconds(10));
      assertNull(rig.spool.health().error());
      assertEquals(numbers(0, 601), rig.drain().stream().map(SpoolRig::number).toList());
    }
  }

  @Test
  @DisplayName("loses and repeats nothing through faults of every kind at any moment")
  void anyFault() throws IOException {
    long seed = 99;
    Random random = new Random(seed);
    try (SpoolRig rig = new SpoolRig(directory)) {
      SpoolDefinition device = rig.spool.define(SpoolRig.bytes("device"));
      int read = 0;
      int appended = 0;
      for (int round = 0; round < 400; round++) {
        rig.disk.room = random.nextInt(3) == 0 ? random.nextInt(5_000) : Long.MAX_VALUE;
        rig.disk.forces = random.nextInt(4) == 0 ? 1 : 0;
        rig.disk.cuts = random.nextInt(4) == 0 ? 1 : 0;
        rig.disk.creations = random.nextInt(6) == 0 ? 1 : 0;
        for (int i = random.nextInt(8); i >= 0; i--) {
          rig.append(SpoolRig.numbered(appended++, 500 + random.nextInt(2_000)), device);
          rig.time.advance(Duration.ofMillis(random.nextInt(200)));
        }
        rig.disk.room = Long.MAX_VALUE;
        rig.time.advance(Duration.ofSeconds(random.nextInt(20)));
        if (random.nextInt(10) == 0) {
          rig.time.advance(Duration.ofSeconds(10));
          rig.disk.forces = 0;
          rig.disk.creations = 0;
          rig.reopen();
          device = rig.spool.define(SpoolRig.bytes("device"));
        }
        for (String text : rig.drain()) {
          assertEquals(read++, SpoolRig.number(text), "seed " + seed + ", round " + round);
        }
      }
      rig.disk.forces = 0;
      rig.disk.creations = 0;
      rig.time.advance(Duration.ofSeconds(30));
      read += rig.drain().size();
      assertEquals(appended, read);
      assertEquals(List.of(), rig.losses);
    }
  }

  private static List<Integer> numbers(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }
}
