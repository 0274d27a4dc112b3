package io.ispmonitor.snmp;

import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.SnmpTrap.CommunitySender;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;

/** Notifications of the versions 1 (RFC 1157) and 2c (RFC 1901). */
final class CommunityTraps {
  static final int VERSION_1 = 0;
  static final int VERSION_2C = 1;

  private final List<byte[]> communities;

  CommunityTraps(List<Secret> communities) {
    this.communities = communities.stream().map(Secret::reveal).toList();
  }

  /** What a message says, if its community is accepted. */
  Incoming read(byte[] message, InetSocketAddress from, Instant at, Incoming.Gate gate)
      throws IOException, RefusedTrapException {
    MessageReader in = new MessageReader(message);
    in.sequence();
    int version = in.integer();
    byte[] community = in.octets();
    byte type = in.nextTag();
    if (!isAccepted(community)) {
      throw new RefusedTrapException(SnmpTrapRefusal.UNKNOWN_COMMUNITY);
    }
    gate.pass();
    CommunitySender sender = new CommunitySender(version + 1);
    if (version == VERSION_1 && type == (byte) PDU.V1TRAP) {
      PDUv1 pdu = in.read(new PDUv1());
      SnmpTrap trap = TrapTranslation.ofVersion1(pdu, sender, from, at);
      return new Incoming.Notification(trap, 0, () -> new byte[0]);
    }
    if (version != VERSION_2C || (type != (byte) PDU.TRAP && type != (byte) PDU.INFORM)) {
      throw new RefusedTrapException(SnmpTrapRefusal.NO_NOTIFICATION);
    }
    PDU pdu = in.read(new PDU());
    SnmpTrap trap = TrapTranslation.ofVersion2(pdu, sender, from, at);
    int requestId = pdu.getRequestID().getValue();
    return new Incoming.Notification(trap, requestId, () -> response(community, pdu));
  }

  private boolean isAccepted(byte[] community) {
    boolean accepted = false;
    for (byte[] one : communities) {
      accepted |= MessageDigest.isEqual(one, community); // all of them, in the same time
    }
    return accepted;
  }

  /** The inform again, as what answers it (RFC 3416, 4.2.7). */
  private static byte[] response(byte[] community, PDU inform) {
    PDU response = new PDU(PDU.RESPONSE, inform.getVariableBindings());
    response.setRequestID(inform.getRequestID());
    return MessageWriter.sequence(
        MessageWriter.integer(VERSION_2C),
        MessageWriter.octets(community),
        MessageWriter.of(response));
  }
}
