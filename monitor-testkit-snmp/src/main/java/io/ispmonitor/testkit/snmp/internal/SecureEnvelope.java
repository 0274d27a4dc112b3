package io.ispmonitor.testkit.snmp.internal;

import io.ispmonitor.snmp.Octets;
import java.nio.charset.StandardCharsets;

/** What goes around an answer in version 3: signed and encrypted as the question was. */
record SecureEnvelope(
    int id,
    int maxBytes,
    int flags,
    Octets engineId,
    EngineClock clock,
    String user,
    UserKeys keys,
    Octets context)
    implements Envelope {
  private static final Octets NOTHING = Octets.of();
  private static final int MOST_BYTES = 65_507;

  @Override
  public int version() {
    return VERSION_3;
  }

  private boolean isSigned() {
    return (flags & SecureMessage.SIGNED) != 0;
  }

  @Override
  public byte[] seal(Pdu pdu) {
    BerWriter to = new BerWriter();
    new ScopedPdu(engineId, context, pdu).write(to);
    Octets salt = NOTHING;
    if ((flags & SecureMessage.HIDDEN) != 0) {
      UserKeys.Hidden hidden = keys.hide(to.toBytes(), clock.boots(), clock.told());
      to = new BerWriter();
      to.octets(hidden.data());
      salt = hidden.salt();
    }
    int digestFromEnd = security(to, salt);
    head(to);
    to.int32(VERSION_3);
    to.wrap(Tags.SEQUENCE, 0);
    byte[] message = to.toBytes();
    if (isSigned()) {
      keys.sign(message, message.length - digestFromEnd);
    }
    return message;
  }

  /** Where the digest begins, counted from the end of the message. */
  private int security(BerWriter to, Octets salt) {
    int end = to.length();
    to.octets(salt);
    byte[] digest = new byte[isSigned() ? keys.digestBytes() : 0];
    int digestFromEnd = to.length() + digest.length;
    to.octets(Tags.OCTET_STRING, digest);
    to.octets(Tags.OCTET_STRING, user.getBytes(StandardCharsets.UTF_8));
    to.int32(clock.told());
    to.int32(clock.boots());
    to.octets(engineId);
    to.wrap(Tags.SEQUENCE, end);
    to.wrap(Tags.OCTET_STRING, end);
    return digestFromEnd;
  }

  private void head(BerWriter to) {
    int end = to.length();
    to.int32(SecureMessage.USM);
    to.octets(Tags.OCTET_STRING, new byte[] {(byte) flags});
    to.int32(MOST_BYTES);
    to.int32(id);
    to.wrap(Tags.SEQUENCE, end);
  }
}
