package io.ispmonitor.jdbc.internal.spool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.metric.StoreRefusedException;
import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A spool")
class SpoolTest {
  @TempDir Path directory;

  @Test
  @DisplayName("hands out what was appended, with type, payload and position")
  void roundTrip() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      long first = rig.spool.append(1, new byte[0]);
      long second = rig.spool.append(255, new byte[] {0, 5, 6, 0}, 1, 2);
      rig.settle();

      SpoolBatch batch = rig.next().orElseThrow();
      assertEquals(List.of(1, 255), batch.records().stream().map(SpoolRecord::type).toList());
      assertArrayEquals(new byte[0], batch.records().get(0).payload());
      assertArrayEquals(new byte[] {5, 6}, batch.records().get(1).payload());
      assertEquals(first, batch.first());
      assertEquals(second, batch.last());
      assertFalse(batch.mayBeCarried());
    }
  }

  @Test
  @DisplayName(
      "hands out what lies in many segments in its order, and removes what was carried away")
  void manySegments() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      rig.appendMany(0, 1_000, 1_000);
      assertTrue(rig.segments().size() > 10, rig.segments()::toString);
      for (Path segment : rig.segments()) {
        assertTrue(Files.size(segment) <= SpoolRig.SEGMENT, segment::toString);
      }

      assertEquals(numbers(0, 1_000), rig.drain().stream().map(SpoolRig::number).toList());
      assertEquals(1, rig.segments().size(), "only the one that is written to is left");
      assertEquals(0, rig.spool.health().waitingRecords());
      assertEquals(List.of(), rig.losses);
    }
  }

  @Test
  @DisplayName("goes on after a restart where it was, and never gives a position twice")
  void restart() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      UUID writer = rig.spool.writerId();
      long last = 0;
      for (int round = 0; round < 5; round++) {
        for (int i = 0; i < 100; i++) {
          long position = rig.append(SpoolRig.numbered(100 * round + i, 900));
          assertTrue(position > last, position + " after " + last);
          last = position;
        }
        rig.reopen();
        assertEquals(writer, rig.spool.writerId());
        assertEquals(100L * (round + 1), rig.spool.health().waitingRecords());
      }
      assertEquals(numbers(0, 500), rig.drain().stream().map(SpoolRig::number).toList());
      rig.reopen();
      assertTrue(rig.next().isEmpty());
      assertTrue(rig.append("again") > last);
      assertEquals(List.of(), rig.losses);
    }
  }

  @Test
  @DisplayName("never gives a position twice, though the machine lost what it had not forced")
  void lostByTheMachine() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory.resolve("a"))) {
      rig.options = rig.options.fsync(FsyncPolicy.never());
      rig.reopen();
      rig.appendMany(0, 20, 100);
      long given = rig.append("the last");
      rig.settle();
      Path segment = rig.segments().get(0);
      Files.write(segment, Arrays.copyOf(Files.readAllBytes(segment), 1_000));
      rig.reopenElsewhere(directory.resolve("b"));
      assertTrue(rig.append("new") > given);
    }
  }

  @Test
  @DisplayName("gives each record the definitions it was appended with, in every segment anew")
  void definitions() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      SpoolDefinition device = rig.spool.define(SpoolRig.bytes("device"));
      SpoolDefinition layout = rig.spool.define(SpoolRig.bytes("layout"));
      for (int i = 0; i < 300; i++) {
        if (i % 3 == 0) {
          rig.append(SpoolRig.numbered(i, 900));
        } else {
          rig.append(SpoolRig.numbered(i, 900), i % 3 == 1 ? device : layout, layout);
        }
      }
      rig.reopen();

      SpoolBatch batch = rig.spool.next(1_000, 1 << 20).orElseThrow();
      assertEquals(300, batch.records().size());
      SpoolDefinition known = batch.records().get(1).definitions().get(1);
      for (int i = 0; i < 300; i++) {
        List<SpoolDefinition> read = batch.records().get(i).definitions();
        assertEquals(i % 3 == 0 ? 0 : 2, read.size());
        if (!read.isEmpty()) {
          assertArrayEquals(
              (i % 3 == 1 ? device : layout).bytes(), read.get(0).bytes(), "record " + i);
          assertSame(known, read.get(1), "what was decoded can be kept by it");
        }
      }
      assertTrue(rig.segments().size() > 3);
    }
  }

  @Test
  @DisplayName("has its definitions in the last segment too when all others are gone")
  void segmentsStandAlone() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      SpoolDefinition device = rig.spool.define(SpoolRig.bytes("device"));
      for (int i = 0; i < 100; i++) {
        rig.append(SpoolRig.numbered(i, 900), device);
      }
      rig.spool.close();
      List<Path> segments = rig.segments();
      Files.delete(segments.get(0));
      rig.reopen();

      SpoolBatch batch = rig.spool.next(1_000, 1 << 20).orElseThrow();
      for (SpoolRecord read : batch.records()) {
        assertArrayEquals(device.bytes(), read.definitions().get(0).bytes());
      }
      assertEquals(SpoolLoss.Cause.MISSING, rig.losses.get(0).cause());
      assertEquals(100, rig.losses.get(0).records() + batch.records().size());
      assertTrue(rig.losses.get(0).where().contains(segments.get(0).toString()));
    }
  }

  @Test
  @DisplayName("refuses a definition that was made before it was opened again")
  void definitionOfBefore() {
    try (SpoolRig rig = new SpoolRig(directory)) {
      SpoolDefinition device = rig.spool.define(SpoolRig.bytes("device"));
      rig.reopen();
      Exception refused =
          assertThrows(IllegalArgumentException.class, () -> rig.append("a", device));
      SpoolRig.assertSays(refused, "define it anew");
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  @DisplayName(
      "makes a directory into which nobody else looks, and leaves one that is there as it is")
  void isPrivate() throws IOException {
    Path made = directory.resolve("var").resolve("spool");
    new SpoolRig(made).close();
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)));
    Set<PosixFilePermission> before = PosixFilePermissions.fromString("rwxr-x---");
    Files.setPosixFilePermissions(made, before);
    new SpoolRig(made).close();
    assertEquals(before, Files.getPosixFilePermissions(made));
  }

  @Test
  @DisplayName("refuses a directory that is in use, and names it")
  void secondOpener() throws IOException {
    SpoolOptions options = SpoolOptions.in(directory);
    try (SpoolRig rig = new SpoolRig(directory)) {
      for (int i = 0; i < 2; i++) {
        IOException refused =
            assertThrows(
                IOException.class,
                () -> Spool.open(options, TimeSource.system(), Thread::new, loss -> {}));
        SpoolRig.assertSays(refused, directory.toString());
        SpoolRig.assertSays(refused, "in use");
      }
      rig.append("still works");
    }
    Spool.open(options, TimeSource.system(), Thread::new, loss -> {}).close();
  }

  @Test
  @DisplayName("can be closed twice, and takes and gives nothing any more then")
  void closed() throws IOException {
    SpoolRig rig = new SpoolRig(directory);
    rig.append("before");
    rig.spool.close();
    rig.spool.close();

    StoreRefusedException refused =
        assertThrows(StoreRefusedException.class, () -> rig.append("after"));
    SpoolRig.assertSays(refused, "closed");
    assertThrows(IOException.class, rig::next);
    assertEquals(1, rig.spool.health().refusedRecords());
    rig.reopen();
    assertEquals(List.of("before"), rig.drain());
    rig.close();
  }

  @Test
  @DisplayName("forces what was written at its interval, and hands out only what was forced")
  void interval() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      rig.options = rig.options.fsync(FsyncPolicy.every(Duration.ofSeconds(1)));
      rig.reopen();
      long before = rig.spool.acceptedThrough();
      long position = rig.append("a");
      rig.time.advance(Duration.ofMillis(900));
      assertEquals(before, rig.spool.acceptedThrough());
      assertTrue(rig.next().isEmpty());

      rig.time.advance(Duration.ofMillis(200));
      assertEquals(position, rig.spool.acceptedThrough());
      assertEquals(List.of("a"), rig.drain());
    }
  }

  @Test
  @DisplayName("hands out what was written when forcing is left to the system")
  void neverForced() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      rig.options = rig.options.fsync(FsyncPolicy.never());
      rig.reopen();
      rig.appendMany(0, 200, 1_000);
      assertEquals(numbers(0, 200), rig.drain().stream().map(SpoolRig::number).toList());
      assertEquals(Duration.ZERO, rig.spool.health().longestFsync());
    }
  }

  @Test
  @DisplayName("says how much waits and for how long")
  void health() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      assertEquals(Duration.ZERO, rig.spool.health().oldestAge());
      rig.append(SpoolRig.numbered(1, 1_000));
      rig.time.advance(Duration.ofMinutes(5));
      rig.append(SpoolRig.numbered(2, 1_000));
      rig.time.advance(Duration.ofMinutes(1));

      SpoolHealth health = rig.spool.health();
      assertEquals(2, health.waitingRecords());
      assertTrue(health.waitingBytes() > 2_000 && health.waitingBytes() < 2_200, health::toString);
      assertEquals(Duration.ofMinutes(6), health.oldestAge());

      rig.spool.done(rig.spool.next(1, 1).orElseThrow());
      assertEquals(1, rig.spool.health().waitingRecords());
      assertEquals(Duration.ofMinutes(1), rig.spool.health().oldestAge());
      rig.drain();
      assertEquals(Duration.ZERO, rig.spool.health().oldestAge());
    }
  }

  @Test
  @DisplayName("refuses a record that is too long with a sentence")
  void tooLong() {
    try (SpoolRig rig = new SpoolRig(directory)) {
      byte[] tooLong = new byte[SpoolRig.SEGMENT / 2 + 1];
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> rig.spool.append(1, tooLong));
      SpoolRig.assertSays(refused, "32769");
      assertThrows(IllegalArgumentException.class, () -> rig.spool.define(tooLong));
      assertThrows(IllegalArgumentException.class, () -> rig.spool.append(0, new byte[1]));
    }
  }

  @Test
  @DisplayName("checks its options and says what is wrong")
  void options() {
    SpoolOptions right = SpoolOptions.in(directory);
    Exception refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> right.disk(100 << 20, 64 << 20, WhenFull.REFUSE_NEW));
    SpoolRig.assertSays(refused, "four segments");
    assertThrows(IllegalArgumentException.class, () -> right.memory(1 << 20, 1 << 20));
    assertThrows(IllegalArgumentException.class, () -> FsyncPolicy.every(Duration.ZERO));
  }

  private static List<Integer> numbers(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }
}
