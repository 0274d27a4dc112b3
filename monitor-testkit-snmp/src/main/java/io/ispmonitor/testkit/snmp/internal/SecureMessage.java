package io.ispmonitor.testkit.snmp.internal;

import io.ispmonitor.snmp.Octets;
import java.nio.charset.StandardCharsets;

/**
 * A message of version 3 taken apart (RFC 3412, 6; RFC 3414, 2.4).
 *
 * @param id what question and answer have in common
 * @param maxBytes how many bytes the asker takes
 * @param flags see the constants
 * @param engineId whom it is for
 * @param boots how often the asker believes we were started
 * @param time what the asker believes our clock says, in seconds
 * @param user who asks
 * @param digestAt where in the message its digest begins
 * @param digestLength how many bytes the digest has
 * @param salt what was used to encrypt
 * @param data the scoped PDU, or what it was encrypted to
 */
record SecureMessage(
    int id,
    int maxBytes,
    int flags,
    Octets engineId,
    int boots,
    int time,
    String user,
    int digestAt,
    int digestLength,
    Octets salt,
    Octets data) {
  static final int SIGNED = 1;
  static final int HIDDEN = 2;
  static final int REPORTABLE = 4;

  /** The user-based security model. */
  static final int USM = 3;

  private static final int LEAST_MAX_BYTES = 484;

  boolean isSigned() {
    return (flags & SIGNED) != 0;
  }

  boolean isHidden() {
    return (flags & HIDDEN) != 0;
  }

  boolean isReportable() {
    return (flags & REPORTABLE) != 0;
  }

  /** Reads what follows the version. */
  static SecureMessage read(BerReader message) throws Malformed {
    BerReader head = message.enter(Tags.SEQUENCE);
    int id = head.int32();
    int maxBytes = head.int32();
    byte[] flags = head.octets(Tags.OCTET_STRING);
    int model = head.int32();
    if (flags.length != 1 || model != USM || maxBytes < LEAST_MAX_BYTES) {
      throw new Malformed("a message of another security model, or without flags");
    }
    BerReader security = message.enter(Tags.OCTET_STRING).enter(Tags.SEQUENCE);
    Octets engineId = security.octets();
    int boots = security.int32();
    int time = security.int32();
    String user = new String(security.octets(Tags.OCTET_STRING), StandardCharsets.UTF_8);
    BerReader digest = security.enter(Tags.OCTET_STRING);
    int digestAt = digest.position();
    int digestLength = digest.remaining();
    Octets salt = security.octets();
    boolean isHidden = (flags[0] & HIDDEN) != 0;
    if (isHidden && (flags[0] & SIGNED) == 0) {
      throw new Malformed("encrypted and not signed");
    }
    Octets data = isHidden ? message.octets() : Octets.of(message.whole());
    return new SecureMessage(
        id, maxBytes, flags[0], engineId, boots, time, user, digestAt, digestLength, salt, data);
  }
}
