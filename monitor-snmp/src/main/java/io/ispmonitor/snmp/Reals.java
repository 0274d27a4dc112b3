package io.ispmonitor.snmp;

import java.nio.ByteBuffer;

/**
 * Floating point numbers in an {@code Opaque}, as net-snmp wraps them: a tag, a length, the number.
 */
final class Reals {
  private static final int FLOAT_TAG = 0x9f7804;
  private static final int DOUBLE_TAG = 0x9f7908;
  private static final int TAG_BYTES = 3;

  private Reals() {}

  static byte[] wrapped(double value) {
    ByteBuffer wrapped = ByteBuffer.allocate(TAG_BYTES + Double.BYTES);
    wrapped.put((byte) (DOUBLE_TAG >> 16)).put((byte) (DOUBLE_TAG >> 8)).put((byte) DOUBLE_TAG);
    return wrapped.putDouble(value).array();
  }

  /** The number, or the bytes as they are where there is none. */
  static SnmpValue of(byte[] opaque) {
    if (opaque.length > TAG_BYTES) {
      int tag = (opaque[0] & 0xff) << 16 | (opaque[1] & 0xff) << 8 | (opaque[2] & 0xff);
      ByteBuffer number = ByteBuffer.wrap(opaque, TAG_BYTES, opaque.length - TAG_BYTES);
      if (tag == FLOAT_TAG && number.remaining() == Float.BYTES) {
        return new SnmpValue.Real(number.getFloat());
      }
      if (tag == DOUBLE_TAG && number.remaining() == Double.BYTES) {
        return new SnmpValue.Real(number.getDouble());
      }
    }
    return new SnmpValue.Opaque(Octets.of(opaque));
  }
}
