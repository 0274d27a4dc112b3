package io.ispmonitor.testkit.snmp.internal;

import io.ispmonitor.snmp.Octets;
import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpValue;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Reads BER as SNMP restricts it (RFC 3417, 8). What comes in is not trusted for lengths. */
final class BerReader {
  private static final int MOST_LENGTH_BYTES = 4;
  private static final int LONG_FORM = 0x80;
  private static final int IPV4_BYTES = 4;

  private final byte[] bytes;
  private final int end;
  private int at;

  BerReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private BerReader(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  boolean hasMore() {
    return at < end;
  }

  /** Where the next byte is read. */
  int position() {
    return at;
  }

  /** The tag of what comes next. */
  int tag() throws Malformed {
    if (at >= end) {
      throw new Malformed("ends too early");
    }
    return bytes[at] & 0xff;
  }

  /** Goes behind what comes next, and gives what is in it. */
  BerReader enter(int wanted) throws Malformed {
    if (tag() != wanted) {
      throw new Malformed("tag " + tag() + " instead of " + wanted);
    }
    at++;
    int length = length();
    if (length > end - at) {
      throw new Malformed("longer than the message");
    }
    BerReader inside = new BerReader(bytes, at, at + length);
    at += length;
    return inside;
  }

  private int length() throws Malformed {
    int first = tag();
    at++;
    if (first < LONG_FORM) {
      return first;
    }
    int count = first - LONG_FORM;
    if (count == 0 || count > MOST_LENGTH_BYTES) {
      throw new Malformed("a length of " + count + " bytes");
    }
    int length = 0;
    for (int i = 0; i < count; i++) {
      length = length << 8 | tag();
      at++;
    }
    if (length < 0) {
      throw new Malformed("longer than the message");
    }
    return length;
  }

  /** How many bytes are left. */
  int remaining() {
    return end - at;
  }

  private byte[] rest() {
    return Arrays.copyOfRange(bytes, at, end);
  }

  byte[] octets(int wanted) throws Malformed {
    return enter(wanted).rest();
  }

  Octets octets() throws Malformed {
    return Octets.of(octets(Tags.OCTET_STRING));
  }

  /** What comes next with its tag and its length. */
  byte[] whole() throws Malformed {
    int from = at;
    enter(tag());
    return Arrays.copyOfRange(bytes, from, at);
  }

  int int32() throws Malformed {
    return (int) number(Tags.INTEGER);
  }

  private long number(int wanted) throws Malformed {
    BerReader in = enter(wanted);
    int length = in.end - in.at;
    if (length < 1 || length > Long.BYTES + 1) {
      throw new Malformed("a number of " + length + " bytes");
    }
    long value = in.bytes[in.at];
    for (int i = in.at + 1; i < in.end; i++) {
      value = value << 8 | (in.bytes[i] & 0xff);
    }
    return value;
  }

  private long unsigned32(int wanted) throws Malformed {
    return number(wanted) & 0xffff_ffffL;
  }

  Oid oid() throws Malformed {
    BerReader in = enter(Tags.OBJECT_ID);
    int[] parts = new int[Math.min(Oid.MOST_PARTS, in.end - in.at) + 1];
    int count = 1;
    while (in.hasMore()) {
      if (count == parts.length) {
        throw new Malformed("an object identifier of too many parts");
      }
      parts[count++] = in.part();
    }
    if (count == 1 || count > Oid.MOST_PARTS) {
      throw new Malformed("an object identifier of too few or too many parts");
    }
    int root = Integer.compareUnsigned(parts[1], 80) < 0 ? parts[1] / 40 : 2;
    parts[0] = root;
    parts[1] -= root * 40;
    return Oid.ofParts(count == parts.length ? parts : Arrays.copyOf(parts, count));
  }

  private int part() throws Malformed {
    long part = 0;
    int next;
    do {
      next = tag();
      at++;
      part = part << 7 | (next & 0x7f);
      if (part > 0xffff_ffffL) {
        throw new Malformed("a part of an object identifier has more than 32 bits");
      }
    } while (next >= LONG_FORM);
    return (int) part;
  }

  SnmpValue value() throws Malformed {
    int tag = tag();
    return switch (tag) {
      case Tags.INTEGER -> new SnmpValue.Int(int32());
      case Tags.OCTET_STRING -> new SnmpValue.Text(octets());
      case Tags.OBJECT_ID -> new SnmpValue.ObjectId(oid());
      case Tags.IP_ADDRESS -> new SnmpValue.IpAddress(address(octets(tag)));
      case Tags.COUNTER_32 -> new SnmpValue.Counter32(unsigned32(tag));
      case Tags.GAUGE_32 -> new SnmpValue.Gauge32(unsigned32(tag));
      case Tags.TIME_TICKS -> new SnmpValue.TimeTicks(unsigned32(tag));
      case Tags.OPAQUE -> new SnmpValue.Opaque(Octets.of(octets(tag)));
      case Tags.COUNTER_64 -> new SnmpValue.Counter64(number(tag));
      case Tags.NULL -> absent(tag, SnmpValue.Absent.NULL);
      case Tags.NO_SUCH_OBJECT -> absent(tag, SnmpValue.Absent.NO_SUCH_OBJECT);
      case Tags.NO_SUCH_INSTANCE -> absent(tag, SnmpValue.Absent.NO_SUCH_INSTANCE);
      case Tags.END_OF_MIB_VIEW -> absent(tag, SnmpValue.Absent.END_OF_MIB_VIEW);
      default -> throw new Malformed("a value with tag " + tag);
    };
  }

  private SnmpValue absent(int tag, SnmpValue.Absent which) throws Malformed {
    enter(tag);
    return which;
  }

  private static InetAddress address(byte[] octets) throws Malformed {
    if (octets.length != IPV4_BYTES) {
      throw new Malformed("an address of " + octets.length + " bytes");
    }
    try {
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new Malformed("an address of " + octets.length + " bytes");
    }
  }
}
