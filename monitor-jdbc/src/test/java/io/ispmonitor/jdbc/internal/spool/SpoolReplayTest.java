package io.ispmonitor.jdbc.internal.spool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A replay")
@Timeout(120)
class SpoolReplayTest {
  private static final int SIZE = 40;
  private static final int ON_DISK = SIZE + Format.HEAD_BYTES;

  @TempDir Path directory;

  private final List<SpoolRecord> replayed = new ArrayList<>();

  @Test
  @DisplayName("hands over what was appended, with definitions, after the spool was opened again")
  void afterReopening() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      SpoolDefinition device = rig.spool.define(SpoolRig.bytes("device"));
      List<Long> positions = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        positions.add(rig.append(SpoolRig.numbered(i, 900), device));
      }
      rig.reopen();
      assertTrue(rig.segments().size() > 3);

      assertEquals(numbers(0, 300), replay(rig, 0));
      for (int i = 0; i < 300; i++) {
        SpoolRecord record = replayed.get(i);
        assertEquals(positions.get(i), record.position());
        assertEquals(SpoolRig.TYPE, record.type());
        assertArrayEquals(device.bytes(), record.definitions().get(0).bytes());
      }
      assertEquals(numbers(123, 300), replay(rig, positions.get(122)));
      assertEquals(List.of(), replay(rig, positions.get(299)));
      assertEquals(numbers(0, 300), rig.drain().stream().map(SpoolRig::number).toList());
    }
  }

  @Test
  @DisplayName("leaves the batch that is handed out, and the one after it, as they are")
  void doesNotDisturb() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      rig.appendMany(0, 200, 1_000);
      SpoolBatch batch = rig.spool.next(70, 1 << 20).orElseThrow();
      assertEquals(numbers(0, 200), replay(rig, 0));
      assertEquals(batch, rig.next().orElseThrow());
      rig.spool.keepAfter(0);
      rig.spool.done(batch);
      assertEquals(numbers(0, 200), replay(rig, 0));
      assertEquals(numbers(70, 200), rig.drain().stream().map(SpoolRig::number).toList());
      assertEquals(List.of(), rig.losses);
    }
  }

  @Test
  @DisplayName("hands over every whole record whatever byte the process was killed at")
  void killedAnywhere() throws IOException {
    byte[] whole;
    try (SpoolRig rig = new SpoolRig(directory.resolve("source"))) {
      rig.appendMany(0, 6, SIZE);
      whole = Files.readAllBytes(rig.segments().get(0));
      for (int length = SegmentHeader.BYTES; length <= whole.length; length++) {
        Path at = Files.createDirectory(directory.resolve("cut" + length));
        for (String file : List.of("writer", "batch")) {
          Files.copy(directory.resolve("source").resolve(file), at.resolve(file));
        }
        Files.write(at.resolve(SegmentInfo.name(1)), Arrays.copyOf(whole, length));
        try (SpoolRig cut = new SpoolRig(at)) {
          int sound = (length - SegmentHeader.BYTES) / ON_DISK;
          assertEquals(numbers(0, sound), replay(cut, 0), "cut off at " + length);
          assertEquals(numbers(0, sound), cut.drain().stream().map(SpoolRig::number).toList());
        }
      }
    }
  }

  @Test
  @DisplayName("hands over what is durable at the call, in order, while others append and carry")
  void whileOthersWork() throws Exception {
    SpoolOptions options =
        SpoolOptions.in(directory)
            .memory(4 << 20, SpoolRig.SEGMENT / 2)
            .disk(2L << 30, SpoolRig.SEGMENT, WhenFull.DROP_OLDEST)
            .fsync(FsyncPolicy.never());
    AtomicBoolean isOver = new AtomicBoolean();
    try (Spool spool = Spool.open(options, TimeSource.system(), Thread::new, loss -> {})) {
      spool.keepAfter(0);
      Thread appends = new Thread(() -> appendUntil(isOver, spool));
      Thread carries = new Thread(() -> carryUntil(isOver, spool));
      appends.start();
      carries.start();
      try {
        long durable = 0;
        while (durable < 50_000) {
          durable = spool.acceptedThrough();
          long[] last = {0};
          Replayed all =
              spool.replay(0, read -> assertEquals(++last[0], read.position(), "without a gap"));
          assertTrue(all.isWhole() && all.records() >= durable, all::toString);
          assertEquals(all.through(), last[0]);
        }
      } finally {
        isOver.set(true);
        appends.join();
        carries.join();
      }
      assertEquals(0, spool.health().losses().damagedSegments());
    }
  }

  private static void appendUntil(AtomicBoolean isOver, Spool spool) {
    for (int i = 0; !isOver.get(); i++) {
      if (spool.health().memoryBytes() < 2 << 20) {
        spool.append(1, SpoolRig.bytes(SpoolRig.numbered(i, 100)));
      }
    }
  }

  private static void carryUntil(AtomicBoolean isOver, Spool spool) {
    try {
      while (!isOver.get()) {
        var batch = spool.next(500, 1 << 20);
        if (batch.isPresent()) {
          spool.done(batch.get());
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @DisplayName("skips damage, counts it once for itself and the batches, and is not whole")
  void damage() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      rig.appendMany(0, 300, 1_000);
      rig.spool.close();
      flip(rig.segments().get(1), 30_000);
      rig.reopen();

      List<Integer> first = new ArrayList<>();
      Replayed told = rig.spool.replay(0, record -> first.add(number(record)));
      assertFalse(told.isWhole());
      long lost = rig.losses.get(0).records();
      assertEquals(300, first.size() + lost);
      assertFalse(rig.spool.replay(0, record -> {}).isWhole());
      assertEquals(first, rig.drain().stream().map(SpoolRig::number).toList());
      assertEquals(1, rig.losses.size(), rig.losses::toString);
      assertEquals(lost, rig.spool.health().losses().damagedRecords());
    }
  }

  @Test
  @DisplayName("does not count as lost what is damaged or missing when the database has it")
  void damageOfWhatWasCarried() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      rig.spool.keepAfter(0);
      rig.appendMany(0, 300, 1_000);
      rig.drain();
      rig.spool.close();
      flip(rig.segments().get(1), 30_000);
      Files.delete(rig.segments().get(3));
      rig.reopen();
      rig.spool.keepAfter(0);

      List<Integer> read = new ArrayList<>();
      assertFalse(rig.spool.replay(0, record -> read.add(number(record))).isWhole());
      assertTrue(read.size() > 170 && read.size() < 230, read::toString);
      assertTrue(read.contains(0) && read.contains(299));
      assertEquals(List.of(), rig.losses);
      assertEquals(0, rig.spool.health().waitingRecords());
      assertTrue(rig.spool.replay(position(rig, 290), record -> {}).isWhole(), "behind all that");
    }
  }

  @Test
  @DisplayName("leaves a segment that cannot be read behind, and the batches try it again")
  void unreadable() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      rig.appendMany(0, 300, 1_000);
      Path second = rig.segments().get(1);
      Path away = directory.resolve("away");
      Files.move(second, away);
      Files.createDirectory(second); // can be opened and not be read
      List<Integer> read = new ArrayList<>();
      assertFalse(rig.spool.replay(0, record -> read.add(number(record))).isWhole());
      assertTrue(read.contains(0) && read.contains(299) && read.size() < 270, read::toString);

      Files.delete(second);
      Files.move(away, second);
      assertEquals(numbers(0, 300), replay(rig, 0));
      assertEquals(300, rig.drain().size());
      assertEquals(List.of(), rig.losses);
    }
  }

  @Test
  @DisplayName("refuses a position that was never given, and a spool that is closed")
  void refusals() throws IOException {
    SpoolRig rig = new SpoolRig(directory);
    long last = rig.append("a");
    rig.settle();
    Exception refused =
        assertThrows(
            IllegalArgumentException.class, () -> rig.spool.replay(last + 1, record -> {}));
    SpoolRig.assertSays(refused, "never given");
    assertThrows(IllegalArgumentException.class, () -> rig.spool.keepAfter(-1));
    rig.close();
    assertThrows(IOException.class, () -> rig.spool.replay(0, record -> {}));
  }

  @Test
  @DisplayName("is the same as what was appended, whatever was carried, kept, closed and killed")
  void model() throws IOException {
    for (int seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      TreeMap<Long, Integer> appended = new TreeMap<>();
      try (SpoolRig rig = new SpoolRig(directory.resolve("m" + seed))) {
        long keep = 0;
        rig.spool.keepAfter(keep);
        int number = 0;
        for (int step = 0; step < 60; step++) {
          switch (random.nextInt(6)) {
            case 0, 1 -> {
              for (int i = random.nextInt(40); i > 0; i--) {
                appended.put(rig.append(SpoolRig.numbered(number, 900)), number++);
              }
              rig.settle();
            }
            case 2 -> carry(rig, random.nextInt(5));
            case 3 -> {
              keep = Math.max(keep, appended.isEmpty() ? 0 : pick(random, appended));
              rig.spool.keepAfter(keep);
            }
            case 4 -> {
              rig.reopen();
              rig.spool.keepAfter(keep);
            }
            default -> {
              rig.reopenElsewhere(directory.resolve("m" + seed + "-" + step));
              rig.spool.keepAfter(keep);
            }
          }
          long after = Math.max(keep, appended.isEmpty() ? 0 : pick(random, appended));
          Map<Long, Integer> expected = appended.tailMap(after, false);
          assertEquals(
              List.copyOf(expected.values()), replay(rig, after), "seed " + seed + ", " + step);
          assertEquals(List.of(), rig.losses);
        }
      }
    }
  }

  private static long pick(Random random, Map<Long, Integer> appended) {
    return List.copyOf(appended.keySet()).get(random.nextInt(appended.size()));
  }

  private static void carry(SpoolRig rig, int batches) throws IOException {
    for (int i = 0; i < batches; i++) {
      var batch = rig.spool.next(20, 1 << 20);
      if (batch.isPresent() && i < batches - 1) {
        rig.spool.done(batch.get());
      }
    }
  }

  /** Replays, which has to be whole; returns the numbers in the records. */
  private List<Integer> replay(SpoolRig rig, long after) throws IOException {
    replayed.clear();
    Replayed told = rig.spool.replay(after, replayed::add);
    assertTrue(told.isWhole(), told::toString);
    assertEquals(replayed.size(), told.records());
    return replayed.stream().map(SpoolReplayTest::number).toList();
  }

  private static long position(SpoolRig rig, int number) throws IOException {
    List<SpoolRecord> found = new ArrayList<>();
    rig.spool.replay(0, found::add);
    return found.stream().filter(r -> number(r) == number).findAny().orElseThrow().position();
  }

  private static int number(SpoolRecord record) {
    return SpoolRig.number(SpoolRig.text(record));
  }

  private static void flip(Path file, int offset) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[offset] ^= 4;
    Files.write(file, bytes);
  }

  private static List<Integer> numbers(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }
}
