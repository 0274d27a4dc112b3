package io.ispmonitor.snmp;

import java.util.Arrays;

/**
 * Writes from the end to the beginning, so that each length is known when it is written. Not for
 * use by several threads.
 */
final class BerWriter {
  private static final int LONG_FORM = 0x80;

  private byte[] bytes = new byte[256];
  private int at = bytes.length;

  /** How much was written. */
  int length() {
    return bytes.length - at;
  }

  byte[] toBytes() {
    return Arrays.copyOfRange(bytes, at, bytes.length);
  }

  /** Puts these bytes before what is there. */
  BerWriter raw(byte[] more) {
    room(more.length);
    at -= more.length;
    System.arraycopy(more, 0, bytes, at, more.length);
    return this;
  }

  private void octet(int octet) {
    room(1);
    bytes[--at] = (byte) octet;
  }

  private void room(int more) {
    if (more > at) {
      int length = length();
      byte[] larger = new byte[Math.max(bytes.length * 2, length + more)];
      System.arraycopy(bytes, at, larger, larger.length - length, length);
      at = larger.length - length;
      bytes = larger;
    }
  }

  /** Wraps what was written since a moment. */
  BerWriter wrap(int tag, int lengthBefore) {
    int length = length() - lengthBefore;
    if (length < LONG_FORM) {
      octet(length);
    } else {
      int octets = 0;
      for (int left = length; left != 0; left >>>= Byte.SIZE) {
        octet(left);
        octets++;
      }
      octet(LONG_FORM | octets);
    }
    octet(tag);
    return this;
  }

  /** A number with sign, in as few bytes as it needs. */
  BerWriter integer(int tag, long value) {
    int before = length();
    long left = value;
    boolean isWhole;
    do {
      octet((int) left);
      isWhole = left == (byte) left;
      left >>= Byte.SIZE;
    } while (!isWhole);
    return wrap(tag, before);
  }

  /** A number of 64 bits without sign. */
  BerWriter unsigned(int tag, long value) {
    if (value >= 0) {
      return integer(tag, value);
    }
    int before = length();
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      octet((int) (value >>> shift));
    }
    octet(0);
    return wrap(tag, before);
  }

  BerWriter octets(int tag, byte[] octets) {
    int before = length();
    return raw(octets).wrap(tag, before);
  }

  BerWriter empty(int tag) {
    return wrap(tag, length());
  }

  /** An object identifier; the first two parts share a byte. */
  BerWriter identifier(Oid oid) {
    int before = length();
    for (int i = oid.size() - 1; i >= 2; i--) {
      part(Integer.toUnsignedLong(oid.part(i)));
    }
    long second = oid.size() > 1 ? Integer.toUnsignedLong(oid.part(1)) : 0;
    part(Integer.toUnsignedLong(oid.part(0)) * 40 + second);
    return wrap(Ber.OBJECT_IDENTIFIER, before);
  }

  private void part(long part) {
    octet((int) (part & 0x7f));
    for (long left = part >>> 7; left != 0; left >>>= 7) {
      octet((int) (left & 0x7f) | 0x80);
    }
  }

  /** A value of any type. */
  BerWriter value(SnmpValue value) {
    if (value instanceof SnmpValue.Int is) {
      return integer(Ber.INTEGER, is.value());
    } else if (value instanceof SnmpValue.Counter32 is) {
      return integer(Ber.COUNTER_32, is.value());
    } else if (value instanceof SnmpValue.Gauge32 is) {
      return integer(Ber.GAUGE_32, is.value());
    } else if (value instanceof SnmpValue.TimeTicks is) {
      return integer(Ber.TIME_TICKS, is.hundredths());
    } else if (value instanceof SnmpValue.Counter64 is) {
      return unsigned(Ber.COUNTER_64, is.value());
    } else if (value instanceof SnmpValue.Text is) {
      return octets(Ber.OCTET_STRING, is.octets().bytes());
    } else if (value instanceof SnmpValue.ObjectId is) {
      return identifier(is.oid());
    } else if (value instanceof SnmpValue.IpAddress is) {
      return octets(Ber.IP_ADDRESS, is.address().getAddress());
    } else if (value instanceof SnmpValue.Opaque is) {
      return octets(Ber.OPAQUE, is.octets().bytes());
    } else if (value instanceof SnmpValue.Real is) {
      return octets(Ber.OPAQUE, Reals.wrapped(is.value()));
    }
    return empty(Ber.NULL);
  }
}
