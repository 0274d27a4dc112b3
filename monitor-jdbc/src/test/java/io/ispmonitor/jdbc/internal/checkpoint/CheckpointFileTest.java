package io.ispmonitor.jdbc.internal.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.internal.spool.FaultyDisk;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A checkpoint")
class CheckpointFileTest {
  private static final UUID WRITER = new UUID(1, 2);

  @TempDir Path directory;

  private final FaultyDisk disk = new FaultyDisk();
  private CheckpointFile checkpoints;

  @BeforeEach
  void open() throws IOException {
    checkpoints = CheckpointFile.in(directory, WRITER, disk);
  }

  @Test
  @DisplayName("is read as it was written, with its position, by whoever opens it next")
  void roundTrip() throws IOException {
    assertTrue(checkpoints.newest().isEmpty());
    checkpoints.write(77, texts("a", "", "c"));
    Checkpoint read = CheckpointFile.in(directory, WRITER).newest().orElseThrow();
    assertEquals(77, read.position());
    assertEquals(3, read.records());
    assertEquals(List.of("1 a", "2 ", "3 c"), contents(read));
  }

  @Test
  @DisplayName("holds nothing, many records and long ones too")
  void sizes() throws IOException {
    checkpoints.write(0, sink -> {});
    assertEquals(List.of(), contents(newest()));

    byte[] longOne = new byte[Format.LARGEST_PAYLOAD];
    new Random(1).nextBytes(longOne);
    checkpoints.write(
        5,
        sink -> {
          sink.put(255, longOne);
          ByteBuffer number = ByteBuffer.allocate(4);
          for (int i = 0; i < 100_000; i++) {
            sink.put(1, number.putInt(0, i).array());
          }
        });
    int[] next = {-1};
    newest()
        .forEach(
            (type, payload) -> {
              if (next[0] == -1) {
                assertEquals(255, type);
                assertTrue(Arrays.equals(longOne, payload));
              } else {
                assertEquals(next[0], ByteBuffer.wrap(payload).getInt());
              }
              next[0]++;
            });
    assertEquals(100_000, next[0]);
  }

  @Test
  @DisplayName("is there twice, and the newer one is read; records are kept for the older one")
  void two() throws IOException {
    assertEquals(0, checkpoints.keepAfter());
    checkpoints.write(10, texts("a"));
    assertEquals(0, checkpoints.keepAfter());
    for (int i = 2; i < 6; i++) {
      checkpoints.write(10L * i, texts("a" + i));
      assertEquals(10L * (i - 1), checkpoints.keepAfter());
      assertEquals(2, files(".checkpoint").size());
      assertEquals(List.of("1 a" + i), contents(newest()));
    }
  }

  @Test
  @DisplayName(
      "is refused whatever byte it is cut off at, put aside, and the one before it is used")
  void cutAnywhere() throws IOException {
    byte[] whole = twoOfWhichTheNewer();
    for (int length = 0; length < whole.length; length++) {
      replaceNewer(Arrays.copyOf(whole, length));
      assertOlderIsUsed("cut off at " + length);
    }
    replaceNewer(Arrays.copyOf(whole, whole.length + 1));
    assertOlderIsUsed("one byte more");
  }

  @Test
  @DisplayName("is refused whichever bit is turned over")
  void flippedAnywhere() throws IOException {
    byte[] whole = twoOfWhichTheNewer();
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      replaceNewer(flipped);
      assertOlderIsUsed("bit " + bit);
    }
    replaceNewer(whole);
    assertEquals(20, newest().position());
  }

  @Test
  @DisplayName("is refused with hostile lengths without room being taken for them")
  void hostile() throws IOException {
    byte[] whole = twoOfWhichTheNewer();
    for (int length : new int[] {Integer.MAX_VALUE, -1, Format.LARGEST_PAYLOAD, 1 << 30}) {
      byte[] bytes = whole.clone();
      ByteBuffer.wrap(bytes).putInt(Format.HEADER_BYTES + 1, Integer.reverseBytes(length));
      replaceNewer(bytes);
      assertOlderIsUsed("length " + length);
    }
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      byte[] bytes = whole.clone();
      byte[] noise = new byte[bytes.length - Format.HEADER_BYTES];
      random.nextBytes(noise);
      System.arraycopy(noise, 0, bytes, Format.HEADER_BYTES, noise.length);
      replaceNewer(bytes);
      assertOlderIsUsed("noise " + i);
    }
    replaceNewer(whole);
    try (RandomAccessFile sparse = new RandomAccessFile(newer().toFile(), "rw")) {
      sparse.setLength(Format.LARGEST_FILE + 1);
    }
    assertOlderIsUsed("huge");
  }

  @Test
  @DisplayName("of another writer, or of a later version, is not used but put aside")
  void foreign() throws IOException {
    byte[] whole = twoOfWhichTheNewer();
    CheckpointFile other = CheckpointFile.in(directory.resolve("other"), new UUID(1, 3), disk);
    other.write(99, texts("theirs"));
    replaceNewer(Files.readAllBytes(CheckpointNames.file(directory.resolve("other"), 1)));
    assertEquals(0, checkpoints.keepAfter());
    assertOlderIsUsed("another writer's");

    ByteBuffer header = ByteBuffer.wrap(whole).putInt(8, Integer.reverseBytes(2));
    CRC32C crc = new CRC32C();
    crc.update(whole, 0, Format.CHECKSUM_AT);
    header.putInt(Format.CHECKSUM_AT, Integer.reverseBytes((int) crc.getValue()));
    replaceNewer(whole);
    assertOlderIsUsed("a later version");
    RefusedException refused =
        assertThrows(RefusedException.class, () -> Header.of(Arrays.copyOf(whole, 64), WRITER));
    assertTrue(String.valueOf(refused.getMessage()).contains("format version 2"));
  }

  @Test
  @DisplayName("cannot be found when all are damaged; few of those are kept")
  void allDamaged() throws IOException {
    for (int i = 0; i < 10; i++) {
      Files.write(CheckpointNames.file(directory, i), new byte[i]);
    }
    assertTrue(checkpoints.newest().isEmpty());
    assertEquals(0, checkpoints.keepAfter());
    assertEquals(4, files(".damaged").size());
    checkpoints.write(3, texts("a"));
    assertEquals(3, newest().position());
  }

  @Test
  @DisplayName("that finds no room leaves the ones before as they are, and nothing behind")
  void diskFull() throws IOException {
    byte[] whole = twoOfWhichTheNewer();
    for (long room = 0; room < whole.length; room++) {
      disk.room = room;
      IOException full =
          assertThrows(IOException.class, () -> checkpoints.write(30, texts("abc", "de")));
      assertTrue(String.valueOf(full.getMessage()).contains("No space left"));
      assertUnchanged();
    }
    disk.room = Long.MAX_VALUE;
    checkpoints.write(30, texts("abc", "de"));
    assertEquals(30, newest().position());
  }

  @Test
  @DisplayName("that cannot be made, forced or renamed leaves the ones before as they are")
  void failingDisk() throws IOException {
    twoOfWhichTheNewer();
    disk.creations = 1;
    assertThrows(IOException.class, () -> checkpoints.write(30, texts("x")));
    assertUnchanged();
    disk.forces = 1;
    assertThrows(IOException.class, () -> checkpoints.write(30, texts("x")));
    assertUnchanged();
    disk.renames = 1;
    assertThrows(IOException.class, () -> checkpoints.write(30, texts("x")));
    assertUnchanged();
    assertThrows(
        IllegalStateException.class,
        () ->
            checkpoints.write(
                30,
                sink -> {
                  sink.put(1, new byte[100]);
                  throw new IllegalStateException("the source fails");
                }));
    assertUnchanged();
  }

  @Test
  @DisplayName("of which it is not sure that it is found again takes no other one's place")
  void directoryNotForced() throws IOException {
    twoOfWhichTheNewer();
    disk.directories = 1;
    assertThrows(IOException.class, () -> checkpoints.write(30, texts("x")));
    assertEquals(3, files(".checkpoint").size());
    assertEquals(10, checkpoints.keepAfter());
    assertEquals(30, newest().position());
    checkpoints.write(40, texts("y"));
    assertEquals(2, files(".checkpoint").size());
    assertEquals(30, checkpoints.keepAfter());
  }

  @Test
  @DisplayName("that the process was killed over is overwritten by the next one")
  void leftBehind() throws IOException {
    twoOfWhichTheNewer();
    Files.write(directory.resolve("checkpoint.new"), new byte[5_000]);
    assertEquals(20, newest().position());
    checkpoints.write(30, texts("x"));
    assertEquals(List.of("1 x"), contents(newest()));
    assertEquals(List.of(), files(".new"));
  }

  @Test
  @DisplayName("that changes between finding and reading is not taken for whole")
  void changes() throws IOException {
    byte[] whole = twoOfWhichTheNewer();
    Checkpoint found = newest();
    whole[whole.length - 20] ^= 1;
    Files.write(newer(), whole);
    IOException changed = assertThrows(IOException.class, () -> contents(found));
    assertTrue(String.valueOf(changed.getMessage()).contains("has changed since"));
  }

  @Test
  @DisplayName("takes only records of types from 1 to 255 and positions that can be")
  void arguments() {
    assertThrows(IllegalArgumentException.class, () -> checkpoints.write(-1, texts("a")));
    assertThrows(
        IllegalArgumentException.class, () -> checkpoints.write(1, s -> s.put(0, new byte[1])));
    assertThrows(
        IllegalArgumentException.class,
        () -> checkpoints.write(1, s -> s.put(1, new byte[Format.LARGEST_PAYLOAD + 1])));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  @DisplayName("can be read by nobody else")
  void isPrivate() throws IOException {
    checkpoints.write(1, texts("a"));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(CheckpointNames.file(directory, 1))));
  }

  /** Writes two, as of 10 and 20; returns the bytes of the newer one. */
  private byte[] twoOfWhichTheNewer() throws IOException {
    checkpoints.write(10, texts("old"));
    checkpoints.write(20, texts("new", "er"));
    return Files.readAllBytes(newer());
  }

  private Path newer() {
    return CheckpointNames.file(directory, 2);
  }

  private void replaceNewer(byte[] bytes) throws IOException {
    Files.write(newer(), bytes);
  }

  private void assertOlderIsUsed(String what) throws IOException {
    Optional<Checkpoint> found = checkpoints.newest();
    assertEquals(List.of("1 old"), contents(found.orElseThrow()), what);
    assertEquals(10, found.get().position(), what);
    assertEquals(List.of("0000000000000002.checkpoint.damaged"), files(".damaged"), what);
    assertEquals(1, files(".checkpoint").size(), what);
  }

  private void assertUnchanged() throws IOException {
    assertEquals(List.of("0000000000000001.checkpoint", "0000000000000002.checkpoint"), files(""));
    assertEquals(List.of("1 new", "2 er"), contents(newest()));
    assertEquals(10, checkpoints.keepAfter());
  }

  private Checkpoint newest() throws IOException {
    return checkpoints.newest().orElseThrow();
  }

  private List<String> files(String suffix) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(suffix))
          .sorted()
          .toList();
    }
  }

  private static CheckpointSource texts(String... texts) {
    return sink -> {
      for (int i = 0; i < texts.length; i++) {
        sink.put(i + 1, texts[i].getBytes(StandardCharsets.UTF_8));
      }
    };
  }

  private static List<String> contents(Checkpoint checkpoint) throws IOException {
    List<String> contents = new ArrayList<>();
    checkpoint.forEach(
        (type, payload) -> contents.add(type + " " + new String(payload, StandardCharsets.UTF_8)));
    return contents;
  }
}
