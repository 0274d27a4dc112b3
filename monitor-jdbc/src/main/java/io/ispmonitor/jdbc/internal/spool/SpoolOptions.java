package io.ispmonitor.jdbc.internal.spool;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * Where a spool lies and how much it may take.
 *
 * @param directory belongs to one spool alone; made when it is not there
 * @param segmentBytes a segment is closed before it grows beyond this
 * @param maxDiskBytes what all segments may take together
 * @param whenFull what happens when they take that much
 * @param fsync when what was written is forced onto the disk
 * @param memoryBytes what may wait in memory for the disk, including what is not forced onto it
 * @param maxRecordBytes the longest payload of a record or of a definition
 */
public record SpoolOptions(
    Path directory,
    int segmentBytes,
    long maxDiskBytes,
    WhenFull whenFull,
    FsyncPolicy fsync,
    long memoryBytes,
    int maxRecordBytes) {
  private static final int LEAST_SEGMENT = 64 << 10;

  /** Checks that the bounds fit each other. */
  public SpoolOptions {
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(whenFull, "whenFull");
    Objects.requireNonNull(fsync, "fsync");
    check(
        segmentBytes >= LEAST_SEGMENT && segmentBytes <= 1 << 30,
        "segmentBytes must be between 64 KB and 1 GB, was " + segmentBytes);
    check(
        maxDiskBytes >= 4L * segmentBytes,
        "maxDiskBytes must be at least four segments of "
            + segmentBytes
            + " bytes, was "
            + maxDiskBytes
            + "; raise it, or make segments smaller");
    check(memoryBytes >= 4L * Chunk.BYTES, "memoryBytes must be at least 1 MB, was " + memoryBytes);
    check(
        maxRecordBytes >= 1 && maxRecordBytes <= Format.LARGEST_PAYLOAD,
        "maxRecordBytes must be between 1 and 16 MB, was " + maxRecordBytes);
    check(
        maxRecordBytes <= memoryBytes / 4 && maxRecordBytes <= segmentBytes / 2,
        "maxRecordBytes must be at most a quarter of memoryBytes ("
            + memoryBytes
            + ") and half of segmentBytes ("
            + segmentBytes
            + "), was "
            + maxRecordBytes);
  }

  /** 2 GB in segments of 64 MB, an fsync each second, 64 MB of memory, records of up to 1 MB. */
  public static SpoolOptions in(Path directory) {
    return new SpoolOptions(
        directory,
        64 << 20,
        2L << 30,
        WhenFull.DROP_OLDEST,
        FsyncPolicy.every(Duration.ofSeconds(1)),
        64L << 20,
        1 << 20);
  }

  /** The same with another bound on the disk, and another size of segments. */
  public SpoolOptions disk(long maxBytes, int segment, WhenFull policy) {
    return new SpoolOptions(
        directory, segment, maxBytes, policy, fsync, memoryBytes, maxRecordBytes);
  }

  /** The same with another policy of forcing. */
  public SpoolOptions fsync(FsyncPolicy policy) {
    return new SpoolOptions(
        directory, segmentBytes, maxDiskBytes, whenFull, policy, memoryBytes, maxRecordBytes);
  }

  /** The same with other bounds on what waits in memory and on a record. */
  public SpoolOptions memory(long bytes, int longestRecord) {
    return new SpoolOptions(
        directory, segmentBytes, maxDiskBytes, whenFull, fsync, bytes, longestRecord);
  }

  private static void check(boolean isRight, String sentence) {
    if (!isRight) {
      throw new IllegalArgumentException("spool: " + sentence);
    }
  }
}
