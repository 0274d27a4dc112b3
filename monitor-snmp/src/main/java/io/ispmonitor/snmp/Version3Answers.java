package io.ispmonitor.snmp;

import org.jspecify.annotations.Nullable;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.VariableBinding;

/** What we answer in version 3, as the engine that is in charge of the clock. */
final class Version3Answers {
  private static final int VERSION_3 = 3;
  private static final int USERS = 3;
  private static final int MOST_BYTES = 65_507;
  private static final byte[] NOTHING = {};

  private final OwnEngine own;
  private final TrapUsers users;

  Version3Answers(OwnEngine own, TrapUsers users) {
    this.own = own;
    this.users = users;
  }

  /**
   * Says who we are and what our clock says.
   *
   * @param signedFor for whom it is signed; null for not at all
   * @param counter what went wrong
   * @param count how often
   */
  Octets report(
      Version3Message to,
      SnmpCredentials.@Nullable V3 signedFor,
      int requestId,
      OID counter,
      long count) {
    ScopedPDU pdu = new ScopedPDU();
    pdu.setType(PDU.REPORT);
    pdu.setRequestID(new Integer32(requestId));
    pdu.setContextEngineID(new OctetString(own.id().bytes()));
    pdu.add(new VariableBinding(counter, new Counter32(count & 0xffff_ffffL)));
    int seconds = own.seconds();
    return Octets.of(written(to, signedFor, seconds, NOTHING, MessageWriter.of(pdu)));
  }

  /** The inform again, as what answers it (RFC 3416, 4.2.7), as safe as it came. */
  byte[] response(Version3Message to, SnmpCredentials.V3 user, ScopedPDU inform) {
    ScopedPDU pdu = new ScopedPDU();
    pdu.setType(PDU.RESPONSE);
    pdu.setRequestID(inform.getRequestID());
    pdu.setContextEngineID(inform.getContextEngineID());
    pdu.setContextName(inform.getContextName());
    pdu.addAll(inform.getVariableBindings());
    byte[] clear = MessageWriter.of(pdu);
    int seconds = own.seconds();
    if (!to.isEncrypted()) {
      return written(to, to.isSigned() ? user : null, seconds, NOTHING, clear);
    }
    TrapUsers.Encrypted hidden = users.encrypted(user, own, seconds, clear);
    byte[] data = MessageWriter.octets(hidden.data().bytes());
    return written(to, user, seconds, hidden.salt().bytes(), data);
  }

  private byte[] written(
      Version3Message to,
      SnmpCredentials.@Nullable V3 signedFor,
      int seconds,
      byte[] salt,
      byte[] data) {
    int flags =
        (signedFor == null ? 0 : Version3Message.SIGNED)
            | (salt.length == 0 ? 0 : Version3Message.ENCRYPTED);
    int digestLength = signedFor == null ? 0 : users.digestLength(signedFor);
    byte[] saltAsWritten = MessageWriter.octets(salt);
    byte[] message =
        MessageWriter.sequence(
            MessageWriter.integer(VERSION_3),
            MessageWriter.sequence(
                MessageWriter.integer(to.id),
                MessageWriter.integer(MOST_BYTES),
                MessageWriter.octets(new byte[] {(byte) flags}),
                MessageWriter.integer(USERS)),
            MessageWriter.octets(
                MessageWriter.sequence(
                    MessageWriter.octets(own.id().bytes()),
                    MessageWriter.integer(own.boots()),
                    MessageWriter.integer(seconds),
                    MessageWriter.octets(to.user.bytes()),
                    MessageWriter.octets(new byte[digestLength]),
                    saltAsWritten)),
            data);
    if (signedFor != null) {
      int digestAt = message.length - data.length - saltAsWritten.length - digestLength;
      users.sign(signedFor, own.id(), message, digestAt);
    }
    return message;
  }
}
