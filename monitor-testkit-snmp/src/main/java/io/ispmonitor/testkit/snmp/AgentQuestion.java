package io.ispmonitor.testkit.snmp;

import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.VarBind;
import io.ispmonitor.testkit.snmp.internal.Envelope;
import io.ispmonitor.testkit.snmp.internal.Pdu;
import java.util.List;

/**
 * What an agent was asked. Immutable.
 *
 * @param version 1, 2 (for 2c) or 3
 * @param kind what was to be done
 * @param bindings the objects, with the values of a set
 * @param nonRepeaters of a {@code GetBulk}; 0 otherwise
 * @param maxRepetitions of a {@code GetBulk}; 0 otherwise
 */
public record AgentQuestion(
    int version, Kind kind, List<VarBind> bindings, int nonRepeaters, int maxRepetitions) {

  /** What was to be done. */
  public enum Kind {
    /** {@code GetRequest}. */
    GET,
    /** {@code GetNextRequest}. */
    GET_NEXT,
    /** {@code GetBulkRequest}. */
    GET_BULK,
    /** {@code SetRequest}. */
    SET,
    /** What no agent is asked, such as a trap. */
    OTHER
  }

  /** Copies the list. */
  public AgentQuestion {
    bindings = List.copyOf(bindings);
  }

  /** Which objects, in the order of the question. */
  public List<Oid> oids() {
    return bindings.stream().map(VarBind::oid).toList();
  }

  static AgentQuestion of(Pdu pdu, Envelope envelope) {
    boolean isBulk = pdu.type() == Pdu.GET_BULK;
    int version = envelope.version() == Envelope.VERSION_3 ? 3 : envelope.version() + 1;
    return new AgentQuestion(
        version,
        kind(pdu.type()),
        pdu.bindings(),
        isBulk ? pdu.status() : 0,
        isBulk ? pdu.index() : 0);
  }

  private static Kind kind(int type) {
    return switch (type) {
      case Pdu.GET -> Kind.GET;
      case Pdu.GET_NEXT -> Kind.GET_NEXT;
      case Pdu.GET_BULK -> Kind.GET_BULK;
      case Pdu.SET -> Kind.SET;
      default -> Kind.OTHER;
    };
  }
}
