package io.ispmonitor.jdbc.internal.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.internal.spool.FsyncPolicy;
import io.ispmonitor.jdbc.internal.spool.Replayed;
import io.ispmonitor.jdbc.internal.spool.Spool;
import io.ispmonitor.jdbc.internal.spool.SpoolBatch;
import io.ispmonitor.jdbc.internal.spool.SpoolLoss;
import io.ispmonitor.jdbc.internal.spool.SpoolOptions;
import io.ispmonitor.jdbc.internal.spool.WhenFull;
import io.ispmonitor.testkit.ManualTime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What is kept in memory")
@Timeout(120)
class MirrorTest {
  private static final int RECORD = 900;

  @TempDir Path directory;

  private final ManualTime time = ManualTime.startingAt(Instant.parse("2026-03-01T12:00:00Z"));
  private final List<SpoolLoss> losses = new ArrayList<>();

  /** How often each key was written and what last; records that come twice or not at all show. */
  private final Map<Integer, Long> mirror = new TreeMap<>();

  private Spool spool;
  private CheckpointFile checkpoints;

  private Path at;

  @BeforeEach
  void begin() throws IOException {
    at = Files.createDirectory(directory.resolve("0"));
    start();
  }

  @Test
  @DisplayName("is as it was when the process was killed, also with the newest checkpoint damaged")
  void isRestored() throws IOException {
    Random random = new Random(11);
    for (int step = 1; step < 300; step++) {
      switch (random.nextInt(5)) {
        case 0, 1 -> write(random, random.nextInt(60));
        case 2 -> carry(random.nextInt(6));
        case 3 -> checkpoint();
        default -> {
          at = copied(at, directory.resolve(Integer.toString(step)));
          if (random.nextInt(3) == 0) {
            damageNewest(random);
          }
          Map<Integer, Long> before = new TreeMap<>(mirror);
          spool.close();
          start();
          assertEquals(before, mirror, "step " + step);
        }
      }
    }
    assertEquals(List.of(), losses);
    assertTrue(spool.health().diskBytes() < 64 * (64 << 10), () -> spool.health().toString());
    spool.close();
  }

  private void start() throws IOException {
    SpoolOptions options =
        SpoolOptions.in(at)
            .memory(1 << 20, 32 << 10)
            .disk(64L * (64 << 10), 64 << 10, WhenFull.DROP_OLDEST)
            .fsync(FsyncPolicy.always());
    spool = Spool.open(options, time, Thread::new, losses::add);
    checkpoints = CheckpointFile.in(at, spool.writerId());
    spool.keepAfter(checkpoints.keepAfter());
    mirror.clear();
    Optional<Checkpoint> newest = checkpoints.newest();
    if (newest.isPresent()) {
      newest.get().forEach((type, payload) -> restore(ByteBuffer.wrap(payload)));
    }
    long position = newest.map(Checkpoint::position).orElse(0L);
    Replayed replayed = spool.replay(position, record -> apply(ByteBuffer.wrap(record.payload())));
    assertTrue(replayed.isWhole(), replayed::toString);
  }

  private void write(Random random, int records) {
    for (int i = 0; i < records; i++) {
      byte[] payload = ByteBuffer.allocate(RECORD).putInt(random.nextInt(50)).array();
      apply(ByteBuffer.wrap(payload));
      spool.append(1, payload);
    }
    time.advance(Duration.ofMillis(10));
  }

  private void carry(int batches) throws IOException {
    for (int i = 0; i < batches; i++) {
      Optional<SpoolBatch> batch = spool.next(20, 1 << 20);
      if (batch.isPresent()) {
        spool.done(batch.get());
      }
    }
  }

  private void checkpoint() throws IOException {
    checkpoints.write(
        spool.acceptedThrough(),
        sink -> {
          for (Map.Entry<Integer, Long> entry : mirror.entrySet()) {
            ByteBuffer payload = ByteBuffer.allocate(12);
            sink.put(1, payload.putInt(entry.getKey()).putLong(entry.getValue()).array());
          }
        });
    spool.keepAfter(checkpoints.keepAfter());
  }

  private void apply(ByteBuffer record) {
    mirror.merge(record.getInt(), 1L, Long::sum);
  }

  private void restore(ByteBuffer record) {
    mirror.put(record.getInt(), record.getLong());
  }

  private void damageNewest(Random random) throws IOException {
    List<Path> files = CheckpointNames.newestFirst(at);
    if (files.size() > 1) {
      byte[] bytes = Files.readAllBytes(files.get(0));
      bytes[random.nextInt(bytes.length)] ^= 8;
      Files.write(files.get(0), bytes);
    }
  }

  /** The directory as a process leaves it that is killed. */
  private static Path copied(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    try (Stream<Path> all = Files.list(from)) {
      for (Path file : all.toList()) {
        if (!file.endsWith("lock") && !file.endsWith("owner")) {
          Files.copy(file, to.resolve(file.getFileName()));
        }
      }
    }
    return to;
  }
}
