package io.ispmonitor.jdbc.internal.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Reads a segment from its beginning, record by record. One thread at a time. */
final class RecordReader implements Closeable {
  private static final int BUFFER = 256 << 10;

  private final Disk.Input input;
  private final LongSupplier end;
  private final Map<Integer, SpoolDefinition> definitions = new HashMap<>();
  private final Map<Integer, SpoolDefinition> before;
  private final CRC32C crc = new CRC32C();
  private byte[] buffer = new byte[BUFFER];
  private long bufferAt = SegmentHeader.BYTES;
  private int at;
  private int limit;
  private int head;
  private int size;

  /** What was found. */
  enum Found {
    RECORD,
    /** Nothing more can be read at present. */
    END,
    /** What lies here is no record as it was written. */
    DAMAGE
  }

  private RecordReader(Disk.Input input, LongSupplier end, Map<Integer, SpoolDefinition> before) {
    this.input = input;
    this.end = end;
    this.before = before;
  }

  /**
   * Opens a segment behind its header.
   *
   * @param end how far it may be read
   * @param before the one read before it, whose definitions are taken over where they are the same
   */
  static RecordReader of(Disk disk, Path file, LongSupplier end, @Nullable RecordReader before)
      throws IOException {
    return new RecordReader(disk.open(file), end, before == null ? Map.of() : before.definitions);
  }

  /** Goes on to the next record that is not a definition. */
  Found next() throws IOException {
    while (true) {
      if (!has(Format.HEAD_BYTES)) {
        return at == limit ? Found.END : Found.DAMAGE;
      }
      size = Format.size(buffer, at);
      if (size == 0 || !has(size) || !Format.isSound(buffer, at, size, crc)) {
        return Found.DAMAGE;
      }
      boolean isDefinition = Format.type(buffer, at) == Format.DEFINITION;
      if (isDefinition ? Format.definitions(buffer, at) != 1 : !knowsDefinitions()) {
        return Found.DAMAGE;
      }
      head = at;
      at += size;
      if (!isDefinition) {
        return Found.RECORD;
      }
      define();
    }
  }

  /** Where in the file the next record begins, or the damage that was found. */
  long offset() {
    return bufferAt + at;
  }

  /** The size of the record that was found last. */
  int size() {
    return size;
  }

  SpoolRecord record(long position) {
    int count = Format.definitions(buffer, head);
    List<SpoolDefinition> refersTo = IntStream.range(0, count).mapToObj(this::definition).toList();
    return new SpoolRecord(
        position, Format.type(buffer, head), payload(Format.recordBytes(count, 0)), refersTo);
  }

  @Override
  public void close() throws IOException {
    input.close();
  }

  private byte[] payload(int from) {
    return Arrays.copyOfRange(buffer, head + from, head + size);
  }

  private boolean knowsDefinitions() {
    for (int i = 0; i < Format.definitions(buffer, at); i++) {
      if (!definitions.containsKey(Format.definition(buffer, at, i))) {
        return false;
      }
    }
    return true;
  }

  private SpoolDefinition definition(int index) {
    SpoolDefinition definition = definitions.get(Format.definition(buffer, head, index));
    if (definition == null) {
      throw new IllegalStateException("spool: a definition was looked for that was there before");
    }
    return definition;
  }

  private void define() {
    int id = Format.definition(buffer, head, 0);
    byte[] bytes = payload(Format.recordBytes(1, 0));
    SpoolDefinition same = definitions.getOrDefault(id, before.get(id));
    definitions.put(
        id,
        same != null && Arrays.equals(same.bytes(), bytes)
            ? same
            : new SpoolDefinition(null, id, bytes));
  }

  /** Makes sure that so many bytes are in the buffer; false when there are not so many. */
  private boolean has(int bytes) throws IOException {
    if (limit - at >= bytes) {
      return true;
    }
    long there = end.getAsLong() - offset();
    if (there < bytes && there <= limit - at) {
      return false;
    }
    byte[] target = bytes <= buffer.length ? buffer : new byte[bytes];
    System.arraycopy(buffer, at, target, 0, limit - at);
    limit -= at;
    bufferAt += at;
    at = 0;
    buffer = target;
    fill(bytes, (int) Math.min(buffer.length, there));
    return limit >= bytes;
  }

  private void fill(int needed, int to) throws IOException {
    try {
      fill(to);
    } catch (ClosedChannelException e) {
      throw e; // the thread was interrupted
    } catch (IOException e) {
      fill(Math.min(needed, to)); // what cannot be read may lie behind what is needed
    }
  }

  private void fill(int to) throws IOException {
    while (limit < to) {
      // In parts: the JDK keeps a direct buffer of the size of the largest read for each thread.
      int part = Math.min(BUFFER, to - limit);
      int read = input.read(ByteBuffer.wrap(buffer, limit, part), bufferAt + limit);
      if (read < 0) {
        return;
      }
      limit += read;
    }
  }
}
