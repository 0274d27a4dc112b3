package io.ispmonitor.anomaly;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Reads what a {@link StateWriter} wrote, and refuses anything else. */
final class StateReader extends StateFields {
  private static final int SHORTEST = 10;

  private final String kind;
  private final ByteBuffer bytes;

  /**
   * Begins to read a state.
   *
   * @throws IllegalArgumentException if it is damaged or not of this kind
   */
  StateReader(String kind, byte[] state) {
    this.kind = kind;
    this.bytes = ByteBuffer.wrap(state);
    if (state.length < SHORTEST || bytes.getInt() != StateWriter.MAGIC) {
      throw refused(state.length + " bytes are no state of a detector");
    }
    byte version = bytes.get();
    if (version != StateWriter.VERSION) {
      throw refused("version " + version + " is unknown, known is " + StateWriter.VERSION);
    }
    checkSum(state);
    checkKind();
  }

  private void checkSum(byte[] state) {
    int end = state.length - Integer.BYTES;
    CRC32 sum = new CRC32();
    sum.update(state, 0, end);
    if ((int) sum.getValue() != bytes.getInt(end)) {
      throw refused("the checksum does not fit, the bytes are damaged");
    }
    bytes.limit(end);
  }

  private void checkKind() {
    byte[] name = new byte[Math.min(Byte.toUnsignedInt(bytes.get()), bytes.remaining())];
    bytes.get(name);
    String found = new String(name, StandardCharsets.UTF_8);
    if (!found.equals(kind)) {
      throw refused("the state is that of a detector '" + found + "'");
    }
  }

  @Override
  long of(long field) {
    try {
      return bytes.getLong();
    } catch (BufferUnderflowException e) {
      throw refused("the state ends too early", e);
    }
  }

  @Override
  double of(double field) {
    double read = Double.longBitsToDouble(of(0L));
    if (!Double.isFinite(read)) {
      throw refused("the state holds " + read + " where a number is kept");
    }
    return read;
  }

  @Override
  float of(float field) {
    float read = Float.intBitsToFloat(bits());
    if (!Float.isFinite(read)) {
      throw refused("the state holds " + read + " where a number is kept");
    }
    return read;
  }

  @Override
  int place(int field, int bound) {
    int read = bits();
    if (read < 0 || read >= bound) {
      throw refused("the state holds the place " + read + " of " + bound);
    }
    return read;
  }

  @Override
  double place(double field, double bound) {
    double read = of(field);
    if (!(read >= 0 && read < bound)) {
      throw refused("the state holds the place " + read + " of " + bound);
    }
    return read;
  }

  private int bits() {
    try {
      return bytes.getInt();
    } catch (BufferUnderflowException e) {
      throw refused("the state ends too early", e);
    }
  }

  /** Checks that nothing is left. */
  void finish() {
    if (bytes.hasRemaining()) {
      throw refused("the state has " + bytes.remaining() + " bytes too many");
    }
  }

  private IllegalArgumentException refused(String why) {
    return new IllegalArgumentException(message(why));
  }

  private IllegalArgumentException refused(String why, RuntimeException cause) {
    return new IllegalArgumentException(message(why), cause);
  }

  private String message(String why) {
    return "cannot restore a detector '"
        + kind
        + "': "
        + why
        + "; create a new one, which learns the series afresh";
  }
}
