package io.ispmonitor.testkit.snmp.internal;

import io.ispmonitor.snmp.Octets;
import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpValue;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Writes BER from its end to its beginning, so that every length is known when it is written. What
 * is to come last is written first.
 */
final class BerWriter {
  private static final int USUAL_BYTES = 1_500;

  /** How floating point numbers are wrapped in an Opaque: a tag of two bytes, and the length. */
  private static final byte[] DOUBLE = {(byte) 0x9f, 0x79, 0x08};

  private byte[] bytes = new byte[USUAL_BYTES];
  private int start = USUAL_BYTES;

  /** How many bytes there are. */
  int length() {
    return bytes.length - start;
  }

  byte[] toBytes() {
    return Arrays.copyOfRange(bytes, start, bytes.length);
  }

  private void put(int value) {
    if (start == 0) {
      grow(1);
    }
    bytes[--start] = (byte) value;
  }

  private void grow(int by) {
    byte[] larger = new byte[bytes.length + Math.max(by, bytes.length)];
    int length = length();
    System.arraycopy(bytes, start, larger, larger.length - length, length);
    start = larger.length - length;
    bytes = larger;
  }

  /** Bytes as they are. */
  void raw(byte[] content) {
    if (start < content.length) {
      grow(content.length);
    }
    start -= content.length;
    System.arraycopy(content, 0, bytes, start, content.length);
  }

  /** Puts a tag and a length around all that was written since there were so many bytes. */
  void wrap(int tag, int since) {
    int length = length() - since;
    if (length < 0x80) {
      put(length);
    } else {
      int count = 0;
      for (int left = length; left != 0; left >>>= 8) {
        put(left);
        count++;
      }
      put(0x80 | count);
    }
    put(tag);
  }

  void int32(int value) {
    number(Tags.INTEGER, value);
  }

  /** A number with its sign, in as few bytes as it takes. */
  void number(int tag, long value) {
    int end = length();
    long left = value;
    do {
      put((int) left);
      left >>= 8;
    } while (left != 0 && left != -1);
    boolean isWrittenNegative = bytes[start] < 0;
    if (isWrittenNegative != value < 0) {
      put((int) left);
    }
    wrap(tag, end);
  }

  private void unsigned64(int tag, long value) {
    if (value >= 0) {
      number(tag, value);
      return;
    }
    int end = length();
    for (int shift = 0; shift < Long.SIZE; shift += 8) {
      put((int) (value >>> shift));
    }
    put(0);
    wrap(tag, end);
  }

  void octets(Octets content) {
    octets(Tags.OCTET_STRING, content.bytes());
  }

  void octets(int tag, byte[] content) {
    int end = length();
    raw(content);
    wrap(tag, end);
  }

  void oid(int tag, Oid oid) {
    int end = length();
    for (int i = oid.size() - 1; i >= 2; i--) {
      part(Integer.toUnsignedLong(oid.part(i)));
    }
    long second = oid.size() > 1 ? Integer.toUnsignedLong(oid.part(1)) : 0;
    part(Integer.toUnsignedLong(oid.part(0)) * 40 + second);
    wrap(tag, end);
  }

  private void part(long value) {
    put((int) value & 0x7f);
    for (long left = value >>> 7; left != 0; left >>>= 7) {
      put(((int) left & 0x7f) | 0x80);
    }
  }

  void value(SnmpValue value) {
    if (value instanceof SnmpValue.Counter64 is) {
      unsigned64(Tags.COUNTER_64, is.value());
    } else if (value instanceof SnmpValue.Counter32 is) {
      number(Tags.COUNTER_32, is.value());
    } else if (value instanceof SnmpValue.Gauge32 is) {
      number(Tags.GAUGE_32, is.value());
    } else if (value instanceof SnmpValue.TimeTicks is) {
      number(Tags.TIME_TICKS, is.hundredths());
    } else if (value instanceof SnmpValue.Int is) {
      int32(is.value());
    } else if (value instanceof SnmpValue.Text is) {
      octets(is.octets());
    } else if (value instanceof SnmpValue.Absent is) {
      wrap(tag(is), length());
    } else {
      rare(value);
    }
  }

  private void rare(SnmpValue value) {
    if (value instanceof SnmpValue.ObjectId is) {
      oid(Tags.OBJECT_ID, is.oid());
    } else if (value instanceof SnmpValue.IpAddress is) {
      octets(Tags.IP_ADDRESS, is.address().getAddress());
    } else if (value instanceof SnmpValue.Opaque is) {
      octets(Tags.OPAQUE, is.octets().bytes());
    } else if (value instanceof SnmpValue.Real is) {
      int end = length();
      raw(ByteBuffer.allocate(Double.BYTES).putDouble(is.value()).array());
      raw(DOUBLE);
      wrap(Tags.OPAQUE, end);
    }
  }

  private static int tag(SnmpValue.Absent which) {
    return switch (which) {
      case NULL -> Tags.NULL;
      case NO_SUCH_OBJECT -> Tags.NO_SUCH_OBJECT;
      case NO_SUCH_INSTANCE -> Tags.NO_SUCH_INSTANCE;
      case END_OF_MIB_VIEW -> Tags.END_OF_MIB_VIEW;
    };
  }
}
