package io.ispmonitor.snmp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Reads what anybody may have sent: no length is believed before it was looked at, and nothing is
 * made that is larger than the message. Not for use by several threads.
 */
final class BerReader {
  private static final int LONG_FORM = 0x80;
  private static final int MOST_LENGTH_OCTETS = 4;
  private static final int MOST_UNSIGNED_OCTETS = Long.BYTES + 1;
  private static final int IPV4 = 4;
  private static final long MOST_32 = 0xffff_ffffL;

  private final byte[] bytes;
  private int at;
  private final int end;

  BerReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private BerReader(byte[] bytes, int at, int end) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  boolean isAtEnd() {
    return at == end;
  }

  /** The next tag, which is still to be read. */
  int peek() throws MalformedException {
    if (at >= end) {
      throw new MalformedException("it ends too early");
    }
    return bytes[at] & 0xff;
  }

  /** What is inside the next element, whose tag is this. */
  BerReader inside(int tag) throws MalformedException {
    int length = header(tag);
    BerReader inside = new BerReader(bytes, at, at + length);
    at += length;
    return inside;
  }

  /** Reads a tag, which must be this, and gives the length, which is there. */
  private int header(int tag) throws MalformedException {
    int found = peek();
    if (found != tag) {
      throw new MalformedException(
          "tag 0x%02x was expected at %d, found 0x%02x".formatted(tag, at, found));
    }
    at++;
    int length = length();
    if (length > end - at) {
      throw new MalformedException(
          "a length of %d at %d goes beyond the end".formatted(length, at));
    }
    return length;
  }

  private int length() throws MalformedException {
    int first = peek();
    at++;
    if (first < LONG_FORM) {
      return first;
    }
    int octets = first & ~LONG_FORM;
    if (octets == 0 || octets > MOST_LENGTH_OCTETS || octets > end - at) {
      throw new MalformedException("a length in %d octets at %d".formatted(octets, at));
    }
    int length = 0;
    for (int i = 0; i < octets; i++) {
      length = length << Byte.SIZE | (bytes[at++] & 0xff);
    }
    if (length < 0) {
      throw new MalformedException("a length beyond 2^31 at " + at);
    }
    return length;
  }

  /** A number with sign of 32 bits, in however many bytes. */
  int integer() throws MalformedException {
    int length = header(Ber.INTEGER);
    if (length == 0 || length > Long.BYTES) {
      throw new MalformedException("an integer of %d bytes at %d".formatted(length, at));
    }
    long value = bytes[at]; // with its sign
    for (int i = 1; i < length; i++) {
      value = value << Byte.SIZE | (bytes[at + i] & 0xff);
    }
    at += length;
    if (value < Integer.MIN_VALUE || value > MOST_32) {
      throw new MalformedException("an integer of more than 32 bits before " + at);
    }
    return (int) value; // some agents give numbers without sign as if they had one
  }

  private long unsigned(int tag, long most) throws MalformedException {
    int length = header(tag);
    boolean isPadded = length == MOST_UNSIGNED_OCTETS && bytes[at] == 0;
    if (length == 0 || (length > Long.BYTES && !isPadded)) {
      throw new MalformedException("a number of %d bytes at %d".formatted(length, at));
    }
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = value << Byte.SIZE | (bytes[at + i] & 0xff);
    }
    at += length;
    if (most == MOST_32 && (value & ~MOST_32) != 0) {
      throw new MalformedException("a number of more than 32 bits before " + at);
    }
    return value;
  }

  byte[] octets(int tag) throws MalformedException {
    int length = header(tag);
    byte[] octets = Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    return octets;
  }

  /** Whether the next element is exactly this one; then it has been read. */
  boolean skipIf(byte[] element) {
    int until = at + element.length;
    boolean isIt = until <= end && Arrays.equals(bytes, at, until, element, 0, element.length);
    if (isIt) {
      at = until;
    }
    return isIt;
  }

  /** An object identifier of at least one part. */
  Oid identifier() throws MalformedException {
    int length = header(Ber.OBJECT_IDENTIFIER);
    if (length == 0) {
      throw new MalformedException("an empty object identifier at " + at);
    }
    int[] parts = new int[Math.min(length + 1, Oid.MOST_PARTS)];
    int count = 1;
    int until = at + length;
    while (at < until) {
      if (count == parts.length) {
        throw new MalformedException("an object identifier of too many parts before " + at);
      }
      parts[count++] = part(until);
    }
    long first = Integer.toUnsignedLong(parts[1]);
    parts[0] = (int) Math.min(first / 40, 2);
    parts[1] = (int) (first - parts[0] * 40L);
    return Oid.ofParts(count == parts.length ? parts : Arrays.copyOf(parts, count));
  }

  private int part(int until) throws MalformedException {
    long part = 0;
    int octet;
    do {
      if (at == until) {
        throw new MalformedException("an object identifier that breaks off before " + at);
      }
      octet = bytes[at++];
      part = part << 7 | (octet & 0x7f);
      if (part > MOST_32) {
        throw new MalformedException("a part of more than 32 bits before " + at);
      }
    } while (octet < 0);
    return (int) part;
  }

  /** A value of any type that SNMP has. */
  SnmpValue value() throws MalformedException {
    int tag = peek();
    return switch (tag) {
      case Ber.INTEGER -> new SnmpValue.Int(integer());
      case Ber.COUNTER_32 -> new SnmpValue.Counter32(unsigned(tag, MOST_32));
      case Ber.GAUGE_32, Ber.UNSIGNED_32 -> new SnmpValue.Gauge32(unsigned(tag, MOST_32));
      case Ber.TIME_TICKS -> new SnmpValue.TimeTicks(unsigned(tag, MOST_32));
      case Ber.COUNTER_64 -> new SnmpValue.Counter64(unsigned(tag, Long.MAX_VALUE));
      case Ber.OCTET_STRING -> new SnmpValue.Text(Octets.of(octets(tag)));
      case Ber.OPAQUE -> Reals.of(octets(tag));
      case Ber.IP_ADDRESS -> address();
      case Ber.OBJECT_IDENTIFIER -> objectId();
      case Ber.NULL -> absent(tag, SnmpValue.Absent.NULL);
      case Ber.NO_SUCH_OBJECT -> absent(tag, SnmpValue.Absent.NO_SUCH_OBJECT);
      case Ber.NO_SUCH_INSTANCE -> absent(tag, SnmpValue.Absent.NO_SUCH_INSTANCE);
      case Ber.END_OF_MIB_VIEW -> absent(tag, SnmpValue.Absent.END_OF_MIB_VIEW);
      default -> throw new MalformedException("an unknown type 0x%02x at %d".formatted(tag, at));
    };
  }

  private SnmpValue absent(int tag, SnmpValue.Absent which) throws MalformedException {
    at += header(tag);
    return which;
  }

  /** Some agents say that there is none by an empty one. */
  private SnmpValue objectId() throws MalformedException {
    if (at + 1 < end && bytes[at + 1] == 0) {
      at += 2;
      return SnmpValue.Absent.NULL;
    }
    return new SnmpValue.ObjectId(identifier());
  }

  private SnmpValue address() throws MalformedException {
    byte[] octets = octets(Ber.IP_ADDRESS);
    if (octets.length != IPV4) {
      return new SnmpValue.Opaque(Octets.of(octets));
    }
    try {
      return new SnmpValue.IpAddress(InetAddress.getByAddress(octets));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
