package io.ispmonitor.snmp;

import io.ispmonitor.snmp.SnmpTrap.Sender;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.smi.VariableBinding;

/** What snmp4j read, as a trap of ours. */
final class TrapTranslation {
  static final Oid UP_TIME = Oid.of("1.3.6.1.2.1.1.3.0");
  static final Oid TRAP = Oid.of("1.3.6.1.6.3.1.1.4.1.0");
  static final Oid STANDARD_TRAPS = Oid.of("1.3.6.1.6.3.1.1.5");

  private static final int MILLIS_OF_A_HUNDREDTH = 10;

  private TrapTranslation() {}

  /** A trap of version 1, by RFC 3584, 3.1. */
  static SnmpTrap ofVersion1(PDUv1 pdu, Sender sender, InetSocketAddress from, Instant at)
      throws RefusedTrapException {
    List<VarBind> bindings = new ArrayList<>();
    for (VariableBinding binding : pdu.getVariableBindings()) {
      bindings.add(Translation.toVarBind(binding));
    }
    InetAddress agent = pdu.getAgentAddress().getInetAddress();
    return new SnmpTrap(
        at, from, sender, trap(pdu), upTime(pdu.getTimestamp()), bindings, false, agent);
  }

  private static Oid trap(PDUv1 pdu) throws RefusedTrapException {
    int generic = pdu.getGenericTrap();
    if (generic < PDUv1.COLDSTART || generic > PDUv1.ENTERPRISE_SPECIFIC) {
      throw new RefusedTrapException(SnmpTrapRefusal.MALFORMED);
    }
    return generic == PDUv1.ENTERPRISE_SPECIFIC
        ? Oid.ofParts(pdu.getEnterprise().getValue()).append(0, pdu.getSpecificTrap())
        : STANDARD_TRAPS.append(generic + 1);
  }

  /** A trap or an inform of version 2c or 3, whose first objects say what it is. */
  static SnmpTrap ofVersion2(PDU pdu, Sender sender, InetSocketAddress from, Instant at)
      throws RefusedTrapException {
    Oid trap = null;
    Duration upTime = null;
    List<VarBind> others = new ArrayList<>();
    for (VariableBinding binding : pdu.getVariableBindings()) {
      VarBind is = Translation.toVarBind(binding);
      if (trap == null && is.oid().equals(TRAP) && is.value() instanceof SnmpValue.ObjectId id) {
        trap = id.oid();
      } else if (upTime == null
          && is.oid().equals(UP_TIME)
          && is.value() instanceof SnmpValue.TimeTicks ticks) {
        upTime = upTime(ticks.hundredths());
      } else {
        others.add(is);
      }
    }
    if (trap == null) {
      throw new RefusedTrapException(SnmpTrapRefusal.MALFORMED);
    }
    return new SnmpTrap(at, from, sender, trap, upTime, others, pdu.getType() == PDU.INFORM, null);
  }

  private static Duration upTime(long hundredths) {
    return Duration.ofMillis(MILLIS_OF_A_HUNDREDTH * hundredths);
  }
}
