package io.ispmonitor.snmp;

import java.net.InetAddress;
import java.util.Objects;

/** What an object holds, by its type in the protocol (RFC 2578, RFC 3416). Immutable. */
public sealed interface SnmpValue {

  /**
   * {@code INTEGER} or {@code Integer32}.
   *
   * @param value with sign
   */
  record Int(int value) implements SnmpValue {}

  /**
   * {@code Counter32}: goes up, and from 2^32 - 1 to 0.
   *
   * @param value 0 to 2^32 - 1
   */
  record Counter32(long value) implements SnmpValue {
    /** Checks the range. */
    public Counter32 {
      Unsigned32.check("Counter32", value);
    }
  }

  /**
   * {@code Gauge32} or {@code Unsigned32}.
   *
   * @param value 0 to 2^32 - 1
   */
  record Gauge32(long value) implements SnmpValue {
    /** Checks the range. */
    public Gauge32 {
      Unsigned32.check("Gauge32", value);
    }
  }

  /**
   * {@code TimeTicks}.
   *
   * @param hundredths of a second, 0 to 2^32 - 1
   */
  record TimeTicks(long hundredths) implements SnmpValue {
    /** Checks the range. */
    public TimeTicks {
      Unsigned32.check("TimeTicks", hundredths);
    }
  }

  /**
   * {@code Counter64}: goes up, and from 2^64 - 1 to 0.
   *
   * @param value to be taken without sign
   */
  record Counter64(long value) implements SnmpValue {
    @Override
    public String toString() {
      return "Counter64[value=" + Long.toUnsignedString(value) + "]";
    }
  }

  /**
   * {@code OCTET STRING}: text, an address or bits. What a device says is not to be trusted; {@link
   * Octets#text()} can be shown.
   *
   * @param octets as they came
   */
  record Text(Octets octets) implements SnmpValue {
    /** Refuses null at once, where the mistake is. */
    public Text {
      Objects.requireNonNull(octets, "octets");
    }
  }

  /**
   * {@code OBJECT IDENTIFIER}.
   *
   * @param oid the identifier
   */
  record ObjectId(Oid oid) implements SnmpValue {
    /** Refuses null at once, where the mistake is. */
    public ObjectId {
      Objects.requireNonNull(oid, "oid");
    }
  }

  /**
   * {@code IpAddress}.
   *
   * @param address an IPv4 address
   */
  record IpAddress(InetAddress address) implements SnmpValue {
    /** Refuses null at once, where the mistake is. */
    public IpAddress {
      Objects.requireNonNull(address, "address");
    }
  }

  /**
   * A floating point number in an {@code Opaque}, as net-snmp and others send it.
   *
   * @param value of single or double precision
   */
  record Real(double value) implements SnmpValue {}

  /**
   * Any other {@code Opaque}.
   *
   * @param octets as they came
   */
  record Opaque(Octets octets) implements SnmpValue {
    /** Refuses null at once, where the mistake is. */
    public Opaque {
      Objects.requireNonNull(octets, "octets");
    }
  }

  /** There is no value. */
  enum Absent implements SnmpValue {
    /** {@code NULL}, as in a question. */
    NULL,
    /** {@code noSuchObject}: the agent does not know this object, or may not show it. */
    NO_SUCH_OBJECT,
    /** {@code noSuchInstance}: the object is known, but not with this index. */
    NO_SUCH_INSTANCE,
    /** {@code endOfMibView}: nothing follows. */
    END_OF_MIB_VIEW
  }

  /** Whether there is a value. */
  default boolean isPresent() {
    return !(this instanceof Absent);
  }
}
