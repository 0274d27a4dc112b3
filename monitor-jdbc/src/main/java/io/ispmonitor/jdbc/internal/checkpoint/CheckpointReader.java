package io.ispmonitor.jdbc.internal.checkpoint;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.zip.CRC32C;

/** Reads one checkpoint through to its end. Whatever the bytes are, it takes bounded room. */
final class CheckpointReader implements AutoCloseable {
  private static final int BUFFER = 64 << 10;

  private final InputStream in;
  private final CRC32C crc = new CRC32C();
  private final Header header;
  private long left;

  /** Opens one and reads its header. */
  CheckpointReader(Path file, UUID writer) throws IOException {
    this.left = Files.size(file);
    if (left > Format.LARGEST_FILE) {
      throw new RefusedException(
          "it has %d bytes, and one has at most %d".formatted(left, Format.LARGEST_FILE));
    }
    this.in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      this.header = Header.of(read((int) Math.min(left, Format.HEADER_BYTES)), writer);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  Header header() {
    return header;
  }

  /** Reads everything; returns how many records there are once all of it has proved sound. */
  long readAll(CheckpointConsumer consumer) throws IOException {
    long records = 0;
    while (true) {
      int type = read(1)[0] & 0xFF;
      if (type == Format.END) {
        end(records);
        return records;
      }
      consumer.accept(type, read(length()));
      records++;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private int length() throws IOException {
    int length = little(read(4)).getInt();
    if (length < 0 || length > Format.LARGEST_PAYLOAD || length > left) {
      throw new RefusedException(
          "a record of %d bytes is said to follow where %d are left".formatted(length, left));
    }
    return length;
  }

  private void end(long records) throws IOException {
    long said = little(read(8)).getLong();
    int sum = (int) crc.getValue();
    if (little(read(4)).getInt() != sum || said != records) {
      throw new RefusedException("its checksum does not agree with what is in it");
    }
    if (left > 0) {
      throw new RefusedException(left + " bytes follow its end");
    }
  }

  private byte[] read(int length) throws IOException {
    byte[] bytes = left < length ? new byte[0] : in.readNBytes(length);
    if (bytes.length < length) {
      throw new RefusedException("it ends too early");
    }
    left -= length;
    crc.update(bytes);
    return bytes;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
