package io.ispmonitor.jdbc.internal.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A spool on a bad disk")
class SpoolAsideTest {
  @TempDir Path directory;

  @Test
  @DisplayName("keeps the newest four damaged segments, and removes older ones")
  void keepsFew() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      rig.appendMany(0, 1_000, 1_000);
      rig.spool.close();
      List<Path> segments = rig.segments();
      for (Path segment : segments.subList(0, 10)) {
        byte[] bytes = Files.readAllBytes(segment);
        bytes[30_000] ^= 1;
        Files.write(segment, bytes);
      }
      rig.reopen();
      rig.drain();
      List<Path> aside = SpoolRig.files(directory, ".damaged");
      assertEquals(segments.subList(6, 10).stream().map(DamagedFiles::aside).toList(), aside);
      assertEquals(10, rig.spool.health().losses().damagedSegments());
      rig.reopen();
      assertEquals(10, rig.losses.size(), "what was removed is not missing");
    }
  }

  @Test
  @DisplayName("keeps damaged segments of 256 MB at most, but always the newest one")
  void boundedBytes() throws IOException {
    for (int number = 1; number <= 4; number++) {
      sparse(number, 100L << 20);
    }
    DamagedFiles damaged = new DamagedFiles(directory, Disk.real(), SegmentInfo.SUFFIX);
    damaged.thin(5);
    assertEquals(2, SpoolRig.files(directory, ".damaged").size());
    sparse(5, 300L << 20);
    damaged.thin(6);
    assertEquals(
        List.of(DamagedFiles.aside(directory.resolve(SegmentInfo.name(5)))),
        SpoolRig.files(directory, ".damaged"));
  }

  @Test
  @DisplayName("does not remove a damaged file that shows why a segment is not there")
  void keepsNeeded() throws IOException {
    for (int number = 1; number <= 8; number++) {
      sparse(number, 100);
    }
    new DamagedFiles(directory, Disk.real(), SegmentInfo.SUFFIX).thin(3);
    assertEquals(6, SpoolRig.files(directory, ".damaged").size());
  }

  @Test
  @DisplayName("says in its health that it cannot be read, since when and how often")
  void readingFails() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      rig.appendMany(0, 300, 1_000);
      assertNull(rig.spool.health().error());
      Path first = rig.segments().get(0);
      Path away = directory.resolve("away");
      Files.move(first, away);
      Files.createDirectory(first); // can be opened and not be read
      assertThrows(IOException.class, rig::next);
      assertThrows(IOException.class, rig::next);
      SpoolHealth.Failure error = rig.spool.health().error();
      assertNotNull(error);
      assertEquals(2, error.times());
      assertEquals(rig.time.instant(), error.since());
      assertFalse(error.what().isBlank());
      rig.appendMany(300, 310, 1_000);
      assertNotNull(rig.spool.health().error(), "though it can be written");

      Files.delete(first);
      Files.move(away, first);
      assertTrue(rig.next().isPresent());
      assertNull(rig.spool.health().error());
    }
  }

  @Test
  @DisplayName("says in its health that no note can be taken of a batch")
  void freezingFails() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      rig.appendMany(0, 10, 1_000);
      rig.disk.overwrites = 1;
      assertThrows(IOException.class, rig::next);
      SpoolHealth.Failure error = rig.spool.health().error();
      assertTrue(error != null && error.what().contains("Input/output error"), () -> "" + error);
      assertTrue(rig.next().isPresent());
      assertNull(rig.spool.health().error());
    }
  }

  private void sparse(int number, long bytes) throws IOException {
    Path file = DamagedFiles.aside(directory.resolve(SegmentInfo.name(number)));
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(bytes);
    }
  }
}
