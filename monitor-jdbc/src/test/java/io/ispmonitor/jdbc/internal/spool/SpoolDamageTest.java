package io.ispmonitor.jdbc.internal.spool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.internal.spool.SpoolLoss.Cause;
import io.ispmonitor.testkit.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A spool whose files are not as they were written")
class SpoolDamageTest {
  private static final int SIZE = 40;
  private static final int ON_DISK = SIZE + Format.HEAD_BYTES;

  @TempDir Path directory;

  private final List<SpoolLoss> losses = new ArrayList<>();

  @Test
  @DisplayName("keeps every whole record whatever byte the last ones are cut off at")
  void tornAnywhere() throws IOException {
    byte[] whole = written(6);
    for (int length = whole.length - 3 * ON_DISK; length < whole.length; length++) {
      int sound = (length - SegmentHeader.BYTES) / ON_DISK;
      int torn = (length - SegmentHeader.BYTES) % ON_DISK;
      Path at = place("torn" + length, Arrays.copyOf(whole, length));

      assertEquals(numbers(0, sound), drained(at), "cut off at " + length);
      assertEquals(torn, losses.stream().mapToLong(SpoolLoss::bytes).sum());
      assertTrue(losses.stream().allMatch(loss -> loss.cause() == Cause.TORN));
      losses.clear();
    }
  }

  @Test
  @DisplayName("takes zeros after the last record, as a crash leaves them, for a torn tail")
  void zeros() throws IOException {
    byte[] whole = written(6);
    Path at = place("zeros", Arrays.copyOf(whole, whole.length + 5_000));
    assertEquals(numbers(0, 6), drained(at));
    assertEquals(5_000, losses.get(0).bytes());
    assertEquals(Cause.TORN, losses.get(0).cause());
  }

  @Test
  @DisplayName("cuts a torn tail off once, and does not find it again")
  void cutOffOnce() throws IOException {
    byte[] whole = written(6);
    Path at = place("once", Arrays.copyOf(whole, whole.length - 1));
    open(at).close();
    assertEquals(1, losses.size());
    open(at).close();
    assertEquals(1, losses.size());
  }

  @Test
  @DisplayName("hands out nothing that was not written, and in order, whichever bit is turned over")
  void flippedAnywhere() throws IOException {
    byte[] whole = written(20);
    long seed = 4711;
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      int offset = random.nextInt(whole.length);
      byte[] flipped = whole.clone();
      flipped[offset] ^= (byte) (1 << random.nextInt(8));
      Path at = place("flip" + i, flipped);

      List<Integer> read = drained(at);
      int sound = offset < SegmentHeader.BYTES ? 0 : (offset - SegmentHeader.BYTES) / ON_DISK;
      assertEquals(numbers(0, sound), read, "seed " + seed + ", bit " + i + ", at " + offset);
      assertEquals(1, losses.size(), losses::toString);
      boolean isLast = sound == 19;
      assertEquals(isLast ? Cause.TORN : Cause.DAMAGED, losses.get(0).cause());
      assertTrue(losses.get(0).where().contains(SegmentInfo.name(1)), losses::toString);
      boolean isAside = !isLast && (sound > 0 || offset < SegmentHeader.BYTES);
      assertEquals(isAside ? 1 : 0, SpoolRig.files(at, ".damaged").size(), "once it was read");
      losses.clear();
    }
  }

  @Test
  @DisplayName("skips what follows damage in a segment, counts it, and goes on with the next one")
  void damageInTheMiddle() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory.resolve("middle"))) {
      rig.appendMany(0, 300, 1_000);
      rig.spool.close();
      Path second = rig.segments().get(1);
      byte[] bytes = Files.readAllBytes(second);
      bytes[30_000] ^= 4;
      Files.write(second, bytes);
      rig.reopen();

      List<Integer> read = rig.drain().stream().map(SpoolRig::number).toList();
      SpoolLoss loss = rig.losses.get(0);
      assertEquals(Cause.DAMAGED, loss.cause());
      assertEquals(300, read.size() + loss.records());
      assertTrue(loss.where().contains(second + " at offset 29"), loss::toString);
      assertEquals(1, rig.spool.health().losses().damagedSegments());
      rig.reopen();
      assertArrayEquals(bytes, Files.readAllBytes(DamagedFiles.aside(second)));
      assertEquals(1, rig.losses.size(), "what was put aside is not missing");
    }
  }

  @Test
  @DisplayName("goes on with a new segment when the one being written is damaged meanwhile")
  void damageUnderneath() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory.resolve("underneath"))) {
      rig.appendMany(0, 20, 1_000);
      Path segment = rig.segments().get(0);
      byte[] bytes = Files.readAllBytes(segment);
      bytes[10_000] ^= 4;
      Files.write(segment, bytes);

      assertEquals(numbers(0, 9), numbers(rig.drain()));
      rig.appendMany(20, 25, 1_000);
      assertEquals(numbers(20, 25), numbers(rig.drain()));
      assertEquals(11, rig.spool.health().losses().damagedRecords());
    }
  }

  @Test
  @DisplayName("tells once of many segments that are missing, and refuses a number without end")
  void hugeNumber() throws IOException {
    assertEquals(1, renumbered(1L << 40).size(), losses::toString);
    assertTrue(losses.get(0).where().contains("0000000000000002.spool to"), losses::toString);
    Exception refused = assertThrows(IOException.class, () -> renumbered(9_999_999_999_999_999L));
    SpoolRig.assertSays(refused, "9999999999999999.spool");
  }

  /** What is lost when a second segment has this number. */
  private List<SpoolLoss> renumbered(long number) throws IOException {
    byte[] whole = written(3);
    Path at = place("number" + number, whole);
    SegmentHeader header = SegmentHeader.of(whole, at);
    assertTrue(header != null);
    open(at).close();
    losses.clear();
    Files.write(
        at.resolve(SegmentInfo.name(number)),
        new SegmentHeader(header.writer(), number, 1L << 33, 0).toBytes());
    open(at).close();
    return losses;
  }

  @Test
  @DisplayName("refuses a segment of a later version with a sentence, and leaves it alone")
  void laterVersion() throws IOException {
    byte[] whole = written(3);
    Format.INT.set(whole, 8, 2);
    Format.INT.set(whole, 60, Format.checksum(whole, 0, 60, new CRC32C()));
    Path at = place("later", whole);
    Exception refused = assertThrows(IOException.class, () -> open(at));
    SpoolRig.assertSays(refused, "format version 2");
    SpoolRig.assertSays(refused, at.toString());
    assertArrayEquals(whole, Files.readAllBytes(at.resolve(SegmentInfo.name(1))));
    assertThrows(IOException.class, () -> open(at), "and does not hold the directory");
  }

  @Test
  @DisplayName("refuses a segment that another directory wrote")
  void foreign() throws IOException {
    Path one = place("one", written(3));
    Path other = directory.resolve("other");
    open(other).close();
    Files.copy(one.resolve(SegmentInfo.name(1)), other.resolve(SegmentInfo.name(1)));
    Exception refused = assertThrows(IOException.class, () -> open(other));
    SpoolRig.assertSays(refused, "was written by");
  }

  @Test
  @DisplayName("keeps its id when the file with it is lost, as long as there is a segment")
  void writerLost() throws IOException {
    Path at = place("lost", written(3));
    Files.delete(at.resolve("writer"));
    try (Spool spool = open(at)) {
      SegmentHeader header =
          SegmentHeader.of(Files.readAllBytes(at.resolve(SegmentInfo.name(1))), at);
      assertEquals(header == null ? null : header.writer(), spool.writerId());
    }
  }

  @Test
  @DisplayName("takes another id when nothing tells which positions were given")
  void forgotten() throws IOException {
    Path at = directory.resolve("forgotten");
    Spool before = open(at);
    before.close();
    Files.delete(at.resolve("batch"));
    try (Spool spool = open(at)) {
      assertFalse(before.writerId().equals(spool.writerId()));
    }
  }

  /** A segment with so many records, in a directory that others are copied from. */
  private byte[] written(int records) throws IOException {
    try (SpoolRig rig = new SpoolRig(directory.resolve("source"))) {
      for (int i = 0; i < records; i++) {
        rig.append(SpoolRig.numbered(i, SIZE));
      }
      rig.settle();
      return Files.readAllBytes(rig.segments().get(0));
    }
  }

  private Path place(String name, byte[] segment) throws IOException {
    Path at = Files.createDirectory(directory.resolve(name));
    Files.copy(directory.resolve("source").resolve("writer"), at.resolve("writer"));
    Files.write(at.resolve(SegmentInfo.name(1)), segment);
    return at;
  }

  private Spool open(Path at) throws IOException {
    ManualTime time = ManualTime.startingAt(Instant.EPOCH);
    return Spool.open(SpoolOptions.in(at), time, Thread::new, losses::add);
  }

  private List<Integer> drained(Path at) throws IOException {
    List<String> texts = new ArrayList<>();
    try (Spool spool = open(at)) {
      for (Optional<SpoolBatch> batch = spool.next(7, 1 << 20);
          batch.isPresent();
          batch = spool.next(7, 1 << 20)) {
        texts.addAll(SpoolRig.texts(batch.get()));
        spool.done(batch.get());
      }
    }
    return numbers(texts);
  }

  private static List<Integer> numbers(List<String> texts) {
    return texts.stream().map(SpoolRig::number).toList();
  }

  private static List<Integer> numbers(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }
}
