package io.ispmonitor.jdbc.internal.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A spool that keeps what was carried")
class SpoolKeepTest {
  private static final long MOST = 4L * SpoolRig.SEGMENT;

  @TempDir Path directory;

  @Test
  @DisplayName("has it for a replay after it was opened again, and does not count it as waiting")
  void keeps() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      rig.spool.keepAfter(0);
      rig.appendMany(0, 300, 1_000);
      assertEquals(300, rig.drain().size());
      int segments = rig.segments().size();
      assertTrue(segments > 3);
      assertIdle(rig);
      assertTrue(rig.spool.health().keptBytes() > 200_000);

      rig.reopen();
      assertEquals(segments, rig.segments().size(), "opening removes none of them");
      rig.spool.keepAfter(0);
      rig.appendMany(300, 310, 1_000);
      assertEquals(10, rig.drain().size());
      assertIdle(rig);
      assertEquals(IntStream.range(0, 310).boxed().toList(), replayed(rig, 0, true));
      assertEquals(List.of(), rig.losses);
    }
  }

  @Test
  @DisplayName(
      "removes it as soon as it need not be kept any more, and says that a replay lacks it")
  void removes() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      rig.spool.keepAfter(0);
      rig.appendMany(0, 300, 1_000);
      long last = rig.spool.acceptedThrough();
      rig.drain();
      int segments = rig.segments().size();
      rig.spool.keepAfter(last / 2);
      int left = rig.segments().size();
      assertTrue(left < segments && left > 1, left + " of " + segments);
      assertEquals((int) (last / 2), replayed(rig, last / 2, true).get(0));

      replayed(rig, 0, false);
      rig.reopen();
      replayed(rig, 0, false);
      rig.spool.keepAfter(last);
      assertEquals(0, rig.segments().size());
      rig.reopen();
      assertEquals(List.of(), replayed(rig, last, true));
      assertEquals(List.of(), replayed(rig, 0, false));
    }
  }

  @Test
  @DisplayName("keeps what was not carried, whatever position it is to keep from")
  void keepsWhatWaits() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      rig.appendMany(0, 300, 1_000);
      SpoolBatch batch = rig.spool.next(100, 1 << 20).orElseThrow();
      rig.spool.keepAfter(rig.spool.acceptedThrough());
      rig.reopen();
      rig.spool.keepAfter(rig.spool.acceptedThrough());
      SpoolBatch again = rig.next().orElseThrow();
      assertEquals(batch.last(), again.last());
      assertEquals(100, again.records().size());
      assertEquals(300, rig.drain().size());
      assertEquals(List.of(), rig.losses);
    }
  }

  @Test
  @DisplayName("lets it go, the oldest first, when the disk bound is reached; that is no loss")
  void bounded() throws IOException {
    for (WhenFull policy : WhenFull.values()) {
      try (SpoolRig rig = rig(policy)) {
        rig.spool.keepAfter(0);
        for (int i = 0; i < 1_000; i += 10) {
          rig.appendMany(i, i + 10, 1_000);
          assertEquals(10, rig.drain().size());
          assertTrue(rig.spool.health().diskBytes() <= MOST, () -> rig.spool.health().toString());
        }
        assertTrue(rig.segments().size() >= 3, "and no more goes than has to");
        SpoolHealth health = rig.spool.health();
        assertTrue(health.keptDropped() > 10, health::toString);
        assertEquals(0, health.losses().droppedRecords());
        assertEquals(0, health.refusedRecords());
        assertIdle(rig);
        List<Integer> left = replayed(rig, 0, false);
        assertEquals(999, left.get(left.size() - 1));
        rig.reopen();
        assertEquals(left, replayed(rig, 0, false), "and it is not forgotten that some went");
        assertEquals(left, replayed(rig, left.get(0), true), "positions are one above numbers");
        assertEquals(List.of(), rig.losses);
      }
    }
  }

  @Test
  @DisplayName("lets it go before anything that waits, and counts only what waited as lost")
  void keptGoFirst() throws IOException {
    try (SpoolRig rig = rig(WhenFull.DROP_OLDEST)) {
      rig.spool.keepAfter(0);
      rig.appendMany(0, 120, 1_000);
      rig.drain();
      rig.appendMany(120, 240, 1_000);
      assertEquals(0, rig.spool.health().losses().droppedRecords());
      rig.appendMany(240, 1_000, 1_000);
      long dropped = rig.spool.health().losses().droppedRecords();
      assertEquals(880, dropped + rig.drain().size());
    }
  }

  @Test
  @DisplayName("reads the cursor of a release that did not note what was removed")
  void olderCursor() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      rig.appendMany(0, 300, 1_000);
      rig.spool.done(rig.spool.next(150, 1 << 20).orElseThrow());
      rig.spool.close();
      Path file = directory.resolve("batch");
      byte[] both = Files.readAllBytes(file);
      for (int slot = 0; slot < both.length; slot += 4096) {
        Format.LONG.set(both, slot + 48, 0L);
        Format.INT.set(both, slot + 60, Format.checksum(both, slot, slot + 60, new CRC32C()));
      }
      Files.write(file, both);
      rig.reopen();
      replayed(rig, 0, false);
      replayed(rig, 149, true);
      assertEquals(150, rig.drain().size());
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  @DisplayName("makes segments that nobody else can read")
  void isPrivate() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      rig.appendMany(0, 1, 100);
      Path segment = rig.segments().get(0);
      assertEquals(
          "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(segment)));
    }
  }

  private static void assertIdle(SpoolRig rig) {
    SpoolHealth health = rig.spool.health();
    assertEquals(0, health.waitingRecords());
    assertEquals(0, health.waitingBytes());
    assertTrue(health.oldestAge().isZero());
  }

  private static List<Integer> replayed(SpoolRig rig, long after, boolean isWhole)
      throws IOException {
    List<Integer> read = new ArrayList<>();
    Replayed told =
        rig.spool.replay(after, record -> read.add(SpoolRig.number(SpoolRig.text(record))));
    assertEquals(isWhole, told.isWhole(), told::toString);
    return read;
  }

  private SpoolRig rig(WhenFull policy) {
    return new SpoolRig(
        SpoolOptions.in(directory.resolve(policy.name()))
            .memory(1 << 20, SpoolRig.SEGMENT / 2)
            .disk(MOST, SpoolRig.SEGMENT, policy)
            .fsync(FsyncPolicy.always()));
  }
}
