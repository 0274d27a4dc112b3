package io.ispmonitor.jdbc.internal.spool;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.testkit.ManualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A spool in manual time, opened as often as a test likes, with what a test asks of it. */
final class SpoolRig implements AutoCloseable {
  static final int TYPE = 7;
  static final int SEGMENT = 64 << 10;

  final ManualTime time = ManualTime.startingAt(Instant.parse("2026-03-01T12:00:00Z"));
  final FaultyDisk disk = new FaultyDisk();
  final List<SpoolLoss> losses = new ArrayList<>();
  SpoolOptions options;
  Spool spool;

  SpoolRig(Path directory) {
    this(
        SpoolOptions.in(directory)
            .memory(1 << 20, SEGMENT / 2)
            .disk(64L * SEGMENT, SEGMENT, WhenFull.DROP_OLDEST)
            .fsync(FsyncPolicy.always()));
  }

  SpoolRig(SpoolOptions options) {
    this.options = options;
    this.spool = opened();
  }

  /** Closes it and opens it again. */
  void reopen() {
    spool.close();
    spool = opened();
  }

  /** Opens it again as after the end of the process: nothing more is written by the one before. */
  void reopenElsewhere(Path copy) throws IOException {
    Files.createDirectories(copy);
    for (Path file : files(options.directory(), "")) {
      if (!file.endsWith("lock") && !file.endsWith("owner")) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    spool.close();
    options =
        new SpoolOptions(
            copy,
            options.segmentBytes(),
            options.maxDiskBytes(),
            options.whenFull(),
            options.fsync(),
            options.memoryBytes(),
            options.maxRecordBytes());
    spool = opened();
  }

  private Spool opened() {
    try {
      return Spool.open(options, time, Thread::new, losses::add, disk);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long append(String text, SpoolDefinition... definitions) {
    return spool.append(TYPE, bytes(text), definitions);
  }

  /** Appends records of this size with rising numbers, and lets them be written. */
  void appendMany(int from, int to, int size) {
    for (int i = from; i < to; i++) {
      append(numbered(i, size));
      if (i % 10 == 0) {
        time.advance(Duration.ofMillis(10));
      }
    }
    time.advance(Duration.ofMillis(10));
  }

  static String numbered(int number, int size) {
    return (number + " " + "x".repeat(size)).substring(0, size);
  }

  static int number(String text) {
    return Integer.parseInt(text.substring(0, text.indexOf(' ')));
  }

  void settle() {
    time.advance(Duration.ofMillis(10));
  }

  /** Carries everything away; returns it. */
  List<String> drain() throws IOException {
    List<String> texts = new ArrayList<>();
    for (Optional<SpoolBatch> next = next(); next.isPresent(); next = next()) {
      texts.addAll(texts(next.get()));
      spool.done(next.get());
    }
    return texts;
  }

  Optional<SpoolBatch> next() throws IOException {
    return spool.next(100, 1 << 20);
  }

  static List<String> texts(SpoolBatch batch) {
    return batch.records().stream().map(SpoolRig::text).toList();
  }

  static String text(SpoolRecord read) {
    return new String(read.payload(), StandardCharsets.UTF_8);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  List<Path> segments() throws IOException {
    return files(options.directory(), ".spool");
  }

  static List<Path> files(Path directory, String suffix) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }

  static void assertSays(Exception thrown, String what) {
    assertTrue(String.valueOf(thrown.getMessage()).contains(what), thrown::toString);
  }

  @Override
  public void close() {
    spool.close();
  }
}
