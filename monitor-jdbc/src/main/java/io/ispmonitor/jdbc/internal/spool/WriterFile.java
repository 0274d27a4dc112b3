package io.ispmonitor.jdbc.internal.spool;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The file `writer`: the id of the directory as text. Together with it a position is never that of
 * anything else, so the database keeps both.
 */
final class WriterFile {
  private final Path directory;
  private final Disk disk;

  WriterFile(Path directory, Disk disk) {
    this.directory = directory;
    this.disk = disk;
  }

  /**
   * The id, made where there is none.
   *
   * @param segments all that are there
   * @param isForgotten whether nothing tells which positions were used; then another id begins
   */
  UUID id(List<SegmentHeader> segments, boolean isForgotten) throws IOException {
    Path file = directory.resolve("writer");
    UUID written = isForgotten ? null : read(file);
    if (written == null) {
      UUID made =
          segments.isEmpty() ? UUID.randomUUID() : segments.get(segments.size() - 1).writer();
      disk.replace(file, (made + "\n").getBytes(StandardCharsets.US_ASCII));
      disk.forceDirectory(directory);
      written = made;
    }
    check(segments, written);
    return written;
  }

  private void check(List<SegmentHeader> segments, UUID id) throws IOException {
    for (SegmentHeader segment : segments) {
      if (!segment.writer().equals(id)) {
        throw new IOException(
            "spool segment "
                + directory.resolve(SegmentInfo.name(segment.number()))
                + " was written by "
                + segment.writer()
                + ", and this directory belongs to "
                + id
                + "; move the file back where it came from");
      }
    }
  }

  private static @Nullable UUID read(Path file) throws IOException {
    try {
      return UUID.fromString(Files.readString(file, StandardCharsets.US_ASCII).strip());
    } catch (NoSuchFileException | MalformedInputException | IllegalArgumentException e) {
      return null; // the segments tell
    }
  }
}
