package io.ispmonitor.jdbc.internal.spool;

import io.ispmonitor.jdbc.internal.spool.RecordReader.Found;
import io.ispmonitor.jdbc.internal.spool.SpoolLoss.Cause;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what a directory holds. Nothing is appended to a segment of an earlier process, so only
 * the last one of each has an end to look for; the others end where the next one begins.
 */
final class Opening {
  private static final Logger log = LoggerFactory.getLogger(Spool.class);

  private static final long LARGEST_NUMBER = 1_000_000_000_000_000L;

  private final Path directory;
  private final Disk disk;
  private final CursorFile cursor;
  private final Losses losses;

  Opening(Path directory, Disk disk, CursorFile cursor, Losses losses) {
    this.directory = directory;
    this.disk = disk;
    this.cursor = cursor;
    this.losses = losses;
  }

  /** A segment of which the header was read. */
  private record Headed(Path file, SegmentHeader header) {}

  Recovery recover() throws IOException {
    CursorState known = cursor.read();
    if (known == null && cursor.isThere()) {
      log.error(
          "SPOOL_CURSOR_DAMAGED {} is of no use; reading begins with the oldest segment, and the"
              + " database says what it has already",
          cursor.path());
    }
    List<Headed> headed = headed(known == null ? 0 : known.firstSegment());
    WriterFile file = new WriterFile(directory, disk);
    UUID writer =
        file.id(headed.stream().map(Headed::header).toList(), known == null && headed.isEmpty());
    List<SegmentInfo> segments = new ArrayList<>();
    for (int i = 0; i < headed.size(); i++) {
      Headed next = i + 1 < headed.size() ? headed.get(i + 1) : null;
      segments.add(known(headed.get(i), next, known == null ? -1 : known.after()));
    }
    refuseHugeNumbers(segments);
    CursorState state = known == null ? beginning(segments) : known;
    Missing missing = new Missing(directory);
    missing.tell(segments, state, losses);
    long last = last(segments, state);
    long leapt = Recovery.leap(last);
    long gone = missing.goneThrough(segments, state, leapt);
    new DamagedFiles(directory, disk, SegmentInfo.SUFFIX).thin(state.firstSegment());
    return new Recovery(
        writer, state.goneThroughAtLeast(gone), segments, known == null ? leapt : last, leapt);
  }

  private CursorState beginning(List<SegmentInfo> segments) throws IOException {
    long after = segments.isEmpty() ? 0 : segments.get(0).first() - 1;
    long number = segments.isEmpty() ? 1 : segments.get(0).number();
    CursorState state = new CursorState(after, after, 0, number, after);
    cursor.create(state);
    disk.forceDirectory(directory);
    return state;
  }

  /** Names have sixteen digits, and there is to be room for those that follow. */
  private static void refuseHugeNumbers(List<SegmentInfo> segments) throws IOException {
    for (SegmentInfo segment : segments) {
      if (segment.number() > LARGEST_NUMBER) {
        throw new IOException(
            "spool " + segment + ": its number cannot be right; move the file away");
      }
    }
  }

  private static long last(List<SegmentInfo> segments, CursorState state) throws IOException {
    long last = Math.max(state.after(), state.last());
    for (SegmentInfo segment : segments) {
      last = Math.max(last, Math.max(segment.first(), segment.last()));
    }
    if (last < 0 || last >= Long.MAX_VALUE / 4) {
      throw new IOException(
          "spool: position " + last + " cannot be right; move the directory away to begin anew");
    }
    return last;
  }

  private List<Headed> headed(long firstNeeded) throws IOException {
    List<Headed> found = new ArrayList<>();
    for (Path file : files()) {
      if (SegmentInfo.number(file) < firstNeeded) {
        disk.delete(file); // was carried away or dropped, and the process ended before it was gone
        continue;
      }
      SegmentHeader header = header(file);
      if (header != null && header.number() == SegmentInfo.number(file)) {
        found.add(new Headed(file, header));
      } else {
        putAside(file);
      }
    }
    return found;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(file -> SegmentInfo.number(file) > 0)
          .sorted(Comparator.comparingLong(SegmentInfo::number))
          .toList();
    }
  }

  private static @Nullable SegmentHeader header(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(SegmentHeader.BYTES);
      return bytes.length < SegmentHeader.BYTES ? null : SegmentHeader.of(bytes, file);
    }
  }

  private void putAside(Path file) throws IOException {
    long size = Files.size(file);
    if (size < SegmentHeader.BYTES) {
      disk.delete(file); // it was just being made
      losses.tell(new SpoolLoss(Cause.TORN, 0, size, "the header of segment " + file));
      return;
    }
    disk.rename(file, DamagedFiles.aside(file));
    losses.tell(new SpoolLoss(Cause.DAMAGED, 0, size, "the header of segment " + file));
  }

  private SegmentInfo known(Headed segment, @Nullable Headed next, long carried)
      throws IOException {
    long size = Files.size(segment.file());
    long first = segment.header().first();
    boolean isFollowed =
        next != null
            && next.header().number() == segment.header().number() + 1
            && Recovery.isSameRun(first, next.header().first());
    SegmentInfo info =
        next != null && isFollowed
            ? new SegmentInfo(segment.file(), segment.header(), next.header().first() - 1, size)
            : scanned(
                segment, size, next == null ? Long.MAX_VALUE : next.header().first() - 1, carried);
    info.close();
    return info;
  }

  /**
   * Looks for its end.
   *
   * @param most no record of it lies behind this position
   */
  private SegmentInfo scanned(Headed segment, long size, long most, long carried)
      throws IOException {
    long last = segment.header().first() - 1;
    long end;
    Found found;
    try (RecordReader reader = RecordReader.of(disk, segment.file(), () -> size, null)) {
      for (found = reader.next(); found == Found.RECORD; found = reader.next()) {
        last++;
      }
      end = reader.offset();
    }
    SegmentInfo info = new SegmentInfo(segment.file(), segment.header(), last, end);
    if (found == Found.DAMAGE) {
      String where = info + " at offset " + end;
      if (Resync.isFollowedByRecord(segment.file(), end)) {
        info.damagedAfter(last);
        if (most > carried) { // otherwise it is kept for a replay, and was told before
          losses.tell(new SpoolLoss(Cause.DAMAGED, 0, size - end, where));
        }
      } else {
        cut(segment.file(), end);
        losses.tell(new SpoolLoss(Cause.TORN, 0, size - end, where));
      }
    }
    return info;
  }

  private void cut(Path file, long length) {
    try {
      disk.cut(file, length);
    } catch (IOException e) {
      log.warn("SPOOL_UNCUT {} could not be cut off at {}; it is read that far", file, length, e);
    }
  }
}
