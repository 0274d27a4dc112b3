package io.ispmonitor.testkit.snmp.internal;

import io.ispmonitor.snmp.Octets;

/** The message of versions 1 and 2c: a version and a community (RFC 1157, 4; RFC 1901, 3). */
record CommunityEnvelope(int version, Octets community) implements Envelope {

  @Override
  public int maxBytes() {
    return Integer.MAX_VALUE; // it does not say
  }

  @Override
  public byte[] seal(Pdu pdu) {
    BerWriter message = new BerWriter();
    pdu.write(message);
    return around(message);
  }

  /** A message around what was written already. */
  byte[] around(BerWriter message) {
    message.octets(community);
    message.int32(version);
    message.wrap(Tags.SEQUENCE, 0);
    return message.toBytes();
  }
}
