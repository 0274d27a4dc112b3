package io.ispmonitor.testkit.snmp.internal;

import io.ispmonitor.snmp.Octets;

/** A PDU and the context that it is about (RFC 3412, 6.8). */
record ScopedPdu(Octets engineId, Octets context, Pdu pdu) {

  static ScopedPdu read(Octets bytes) throws Malformed {
    BerReader in = new BerReader(bytes.bytes()).enter(Tags.SEQUENCE);
    return new ScopedPdu(in.octets(), in.octets(), Pdu.read(in));
  }

  void write(BerWriter to) {
    int end = to.length();
    pdu.write(to);
    to.octets(context);
    to.octets(engineId);
    to.wrap(Tags.SEQUENCE, end);
  }
}
