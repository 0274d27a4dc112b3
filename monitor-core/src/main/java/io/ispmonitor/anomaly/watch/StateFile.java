package io.ispmonitor.anomaly.watch;

import io.ispmonitor.metric.SeriesKey;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What detectors know, in a file: written beside the old one, forced to disk and moved in its
 * place, so that a crash leaves one of the two whole. A checksum stands at its end.
 */
final class StateFile {
  private static final long MAGIC = 0x6973702d616e6f31L; // "isp-ano1"
  private static final int MOST_BYTES = 1 << 20;

  private final Path file;

  /**
   * What is kept of a series.
   *
   * @param plan the name of the plan it was judged by
   * @param detector the name of the detector
   * @param lastNanos the time of its latest value
   * @param bytes what the series wrote
   */
  record Entry(SeriesKey key, String plan, String detector, long lastNanos, ByteBuffer bytes) {}

  /** All that a file holds. */
  record Content(List<Place> groups, Map<SeriesKey, Entry> series) {}

  /** Hands over one entry after the other; null at the end. */
  interface Source {
    @Nullable Entry next() throws IOException;
  }

  StateFile(Path file) {
    this.file = file;
  }

  void write(List<Place> groups, Source source) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    Path fresh = file.resolveSibling(file.getFileName() + ".part");
    try {
      write(fresh, groups, source);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static void write(Path fresh, List<Place> groups, Source source) throws IOException {
    CRC32 sum = new CRC32();
    try (FileOutputStream raw = new FileOutputStream(fresh.toFile());
        DataOutputStream out =
            new DataOutputStream(new CheckedOutputStream(new BufferedOutputStream(raw), sum))) {
      out.writeLong(MAGIC);
      out.writeInt(groups.size());
      for (Place group : groups) {
        out.writeUTF(group.plan());
        out.writeUTF(group.side().name());
        out.writeUTF(group.device());
      }
      for (Entry entry = source.next(); entry != null; entry = source.next()) {
        out.writeBoolean(true);
        out.writeUTF(entry.key().device());
        out.writeUTF(entry.key().metric());
        out.writeUTF(entry.key().instance());
        out.writeUTF(entry.plan());
        out.writeUTF(entry.detector());
        out.writeLong(entry.lastNanos());
        out.writeInt(entry.bytes().remaining());
        out.write(entry.bytes().array());
      }
      out.writeBoolean(false);
      out.writeLong(sum.getValue());
      out.flush();
      raw.getFD().sync();
    }
  }

  /**
   * What the file holds; nothing where there is none.
   *
   * @throws IOException when it cannot be read, or is damaged
   */
  Content read() throws IOException {
    Content content = new Content(new ArrayList<>(), new HashMap<>());
    if (!Files.exists(file)) {
      return content;
    }
    CRC32 sum = new CRC32();
    try (DataInputStream in =
        new DataInputStream(
            new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file)), sum))) {
      if (in.readLong() != MAGIC) {
        throw new IOException(file + " is no file of anomaly detectors, or of another version");
      }
      int groups = in.readInt();
      for (int i = 0; i < groups; i++) {
        content
            .groups()
            .add(new Place(in.readUTF(), Direction.valueOf(in.readUTF()), in.readUTF()));
      }
      while (in.readBoolean()) {
        Entry entry = entry(in);
        content.series().put(entry.key(), entry);
      }
      long found = sum.getValue();
      if (in.readLong() != found) {
        throw new IOException(file + " is damaged: its checksum does not fit");
      }
      return content;
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is damaged: " + e.getMessage(), e);
    }
  }

  private Entry entry(DataInputStream in) throws IOException {
    SeriesKey key = SeriesKey.of(in.readUTF(), in.readUTF(), in.readUTF());
    String plan = in.readUTF();
    String detector = in.readUTF();
    long lastNanos = in.readLong();
    int length = in.readInt();
    if (length < 0 || length > MOST_BYTES) {
      throw new IOException(file + " is damaged: a series of " + length + " bytes");
    }
    return new Entry(key, plan, detector, lastNanos, ByteBuffer.wrap(in.readNBytes(length)));
  }
}
