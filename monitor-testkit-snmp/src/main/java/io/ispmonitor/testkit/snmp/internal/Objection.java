package io.ispmonitor.testkit.snmp.internal;

import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpValue;
import io.ispmonitor.snmp.VarBind;
import java.util.List;

/** What an engine objects to, each by the counter that a report shows (RFC 3414, 3.2). */
enum Objection {
  UNSUPPORTED_LEVEL("1.3.6.1.6.3.15.1.1.1.0"),
  NOT_IN_TIME_WINDOW("1.3.6.1.6.3.15.1.1.2.0"),
  UNKNOWN_USER("1.3.6.1.6.3.15.1.1.3.0"),
  UNKNOWN_ENGINE("1.3.6.1.6.3.15.1.1.4.0"),
  WRONG_DIGEST("1.3.6.1.6.3.15.1.1.5.0"),
  DECRYPTION_ERROR("1.3.6.1.6.3.15.1.1.6.0"),
  UNKNOWN_CONTEXT("1.3.6.1.6.3.12.1.5.0");

  private final String counter;

  Objection(String counter) {
    this.counter = counter;
  }

  /** The report, with how often this engine has objected. */
  Pdu report(int requestId, long times) {
    VarBind counted = new VarBind(Oid.of(counter), new SnmpValue.Counter32(times & 0xffff_ffffL));
    return new Pdu(Pdu.REPORT, requestId, 0, 0, List.of(counted));
  }
}
