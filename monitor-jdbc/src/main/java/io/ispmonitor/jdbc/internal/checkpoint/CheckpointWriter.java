package io.ispmonitor.jdbc.internal.checkpoint;

import io.ispmonitor.jdbc.internal.spool.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Writes one checkpoint into a file that is empty. One thread, used once. */
final class CheckpointWriter implements CheckpointSink {
  private static final int BUFFER = 64 << 10;

  private final Disk.Output output;
  private final CRC32C crc = new CRC32C();
  private final byte[] buffer = new byte[BUFFER];
  private int filled;
  private long bytes;
  private long records;

  CheckpointWriter(Disk.Output output, Header header) throws IOException {
    this.output = output;
    byte[] head = header.toBytes();
    add(head, head.length);
  }

  @Override
  public void put(int type, byte[] payload) throws IOException {
    if (type < 1 || type > 255 || payload.length > Format.LARGEST_PAYLOAD) {
      throw new IllegalArgumentException(
          "checkpoint: a record has a type from 1 to 255 and at most %d bytes, was type %d with %d"
              .formatted(Format.LARGEST_PAYLOAD, type, payload.length));
    }
    long all = bytes + Format.RECORD_HEAD_BYTES + payload.length + Format.END_BYTES;
    if (all > Format.LARGEST_FILE) {
      throw new IOException(
          "checkpoint: it would have more than %d bytes after %d records; less has to be kept in memory"
              .formatted(Format.LARGEST_FILE, records));
    }
    byte[] head = new byte[Format.RECORD_HEAD_BYTES];
    little(head).put((byte) type).putInt(payload.length);
    add(head, head.length);
    add(payload, payload.length);
    records++;
  }

  /** Returns when all of it lies on the disk. */
  void end() throws IOException {
    byte[] end = new byte[Format.END_BYTES];
    ByteBuffer to = little(end).put((byte) Format.END).putLong(records);
    int sumAt = to.position();
    add(end, sumAt);
    to.putInt((int) crc.getValue());
    flush();
    output.write(end, sumAt, end.length);
    output.force();
  }

  private void add(byte[] more, int length) throws IOException {
    crc.update(more, 0, length);
    bytes += length;
    if (length > BUFFER - filled) {
      flush();
    }
    if (length > BUFFER) {
      output.write(more, 0, length);
      return;
    }
    System.arraycopy(more, 0, buffer, filled, length);
    filled += length;
  }

  private void flush() throws IOException {
    output.write(buffer, 0, filled);
    filled = 0;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
