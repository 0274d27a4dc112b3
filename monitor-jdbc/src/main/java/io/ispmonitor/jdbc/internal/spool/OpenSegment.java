package io.ispmonitor.jdbc.internal.spool;

import java.io.IOException;
import java.nio.file.Path;

/** The segment that is written to. Used by the writing loop alone. */
final class OpenSegment {
  private final Disk.Output output;
  private final SegmentInfo info;
  private final Volume volume;
  private long length;
  private long durableLength;

  private OpenSegment(Disk.Output output, SegmentInfo info, Volume volume, long length) {
    this.output = output;
    this.info = info;
    this.volume = volume;
    this.length = length;
    this.durableLength = length;
  }

  /**
   * Makes a segment; it lies on the disk, empty, when this returns. Should that fail, there is
   * none.
   *
   * @param dictionary the definitions it begins with
   */
  static OpenSegment create(
      Disk disk, Path directory, SegmentHeader header, Volume volume, byte[] dictionary)
      throws IOException {
    Path file = directory.resolve(SegmentInfo.name(header.number()));
    Disk.Output output = disk.create(file);
    try {
      output.write(header.toBytes(), 0, SegmentHeader.BYTES);
      output.write(dictionary, 0, dictionary.length);
      output.force();
      disk.forceDirectory(directory);
    } catch (IOException | RuntimeException e) {
      undo(disk, file, output, e);
      throw e;
    }
    long length = (long) SegmentHeader.BYTES + dictionary.length;
    return new OpenSegment(
        output, new SegmentInfo(file, header, header.first() - 1, length), volume, length);
  }

  private static void undo(Disk disk, Path file, Disk.Output output, Exception because) {
    try (output) {
      disk.delete(file);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  SegmentInfo info() {
    return info;
  }

  Volume volume() {
    return volume;
  }

  /** Appends whole records. What a failure leaves behind is taken back with {@link #cutTail}. */
  void write(Chunk.Piece piece) throws IOException {
    output.write(piece.chunk().bytes, piece.from(), piece.to());
    length += piece.to() - piece.from();
    info.written(piece.last(), length);
  }

  /** All that was written lies on the disk. */
  void force() throws IOException {
    output.force();
    trust();
  }

  /** All that was written may be read. */
  void trust() {
    durableLength = length;
    info.durable(length);
  }

  /** Takes back what a failed write left behind the last whole record. */
  void cutTail() throws IOException {
    output.cut(length);
  }

  /** Takes back all that is not known to be durable; the last position is what remains. */
  void cutToDurable(long last) throws IOException {
    info.written(last, durableLength);
    output.cut(durableLength);
  }

  void close() throws IOException {
    info.close();
    output.close();
  }
}
