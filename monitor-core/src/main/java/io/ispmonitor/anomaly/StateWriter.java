package io.ispmonitor.anomaly;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Writes the state of a detector: four letters, the version, what kind of detector it is, its
 * fields, and a checksum (CRC-32) of all that.
 */
final class StateWriter extends StateFields {
  static final int MAGIC = 0x414e4f4d;
  static final byte VERSION = 1;

  private ByteBuffer bytes = ByteBuffer.allocate(512);

  StateWriter(String kind) {
    byte[] name = kind.getBytes(StandardCharsets.UTF_8);
    room(6 + name.length).putInt(MAGIC).put(VERSION).put((byte) name.length).put(name);
  }

  @Override
  long of(long field) {
    room(Long.BYTES).putLong(field);
    return field;
  }

  @Override
  double of(double field) {
    room(Double.BYTES).putDouble(field);
    return field;
  }

  @Override
  float of(float field) {
    room(Float.BYTES).putFloat(field);
    return field;
  }

  @Override
  int place(int field, int bound) {
    room(Integer.BYTES).putInt(field);
    return field;
  }

  @Override
  double place(double field, double bound) {
    return of(field);
  }

  byte[] finished() {
    CRC32 sum = new CRC32();
    sum.update(bytes.array(), 0, bytes.position());
    room(Integer.BYTES).putInt((int) sum.getValue());
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private ByteBuffer room(int more) {
    if (bytes.remaining() < more) {
      int size = Math.max(2 * bytes.capacity(), bytes.position() + more);
      ByteBuffer larger = ByteBuffer.allocate(size);
      bytes = larger.put(bytes.flip());
    }
    return bytes;
  }
}
