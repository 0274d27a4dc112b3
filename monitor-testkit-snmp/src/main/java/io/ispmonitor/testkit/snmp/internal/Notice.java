package io.ispmonitor.testkit.snmp.internal;

import io.ispmonitor.snmp.Octets;
import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpCredentials;
import io.ispmonitor.snmp.SnmpValue;
import io.ispmonitor.snmp.VarBind;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an agent says without having been asked.
 *
 * @param requestId the number of it
 * @param upTime when, by the agent's clock
 * @param what the {@code snmpTrapOID}
 * @param more what belongs to it
 */
public record Notice(int requestId, SnmpValue.TimeTicks upTime, Oid what, List<VarBind> more) {
  private static final Oid UP_TIME = Oid.of("1.3.6.1.2.1.1.3.0");
  private static final Oid TRAP_OID = Oid.of("1.3.6.1.6.3.1.1.4.1.0");
  private static final Oid STANDARD_TRAPS = Oid.of("1.3.6.1.6.3.1.1.5");
  private static final int ENTERPRISE_SPECIFIC = 6;
  private static final int MOST_BYTES = 65_507;

  /** Copies the list. */
  public Notice {
    more = List.copyOf(more);
  }

  /** A message with an {@code InformRequest} in it, of version 2c. */
  public byte[] inform(SnmpCredentials.V2c by) {
    return community(Envelope.VERSION_2C, by.community().reveal()).seal(pdu(Pdu.INFORM));
  }

  /** A message with a trap in it. */
  public byte[] trap(SnmpCredentials by, Engine engine, EngineClock clock, InetAddress agent) {
    if (by instanceof SnmpCredentials.V1 v1) {
      return trapV1(community(Envelope.VERSION_1, v1.community().reveal()), agent);
    } else if (by instanceof SnmpCredentials.V2c v2c) {
      return community(Envelope.VERSION_2C, v2c.community().reveal()).seal(pdu(Pdu.TRAP));
    }
    return secure((SnmpCredentials.V3) by, engine, clock).seal(pdu(Pdu.TRAP));
  }

  private static CommunityEnvelope community(int version, byte[] community) {
    return new CommunityEnvelope(version, Octets.of(community));
  }

  /** Who sends a trap is the authority on its time (RFC 3414, 1.5.1). */
  private Envelope secure(SnmpCredentials.V3 user, Engine engine, EngineClock clock) {
    int level =
        (user.authentication() == null ? 0 : SecureMessage.SIGNED)
            | (user.privacy() == null ? 0 : SecureMessage.HIDDEN);
    return new SecureEnvelope(
        requestId,
        MOST_BYTES,
        level,
        engine.id(),
        clock,
        user.user(),
        engine.keys(user),
        Octets.of());
  }

  /** The form of versions 2c and 3 (RFC 3416, 4.2.6). */
  private Pdu pdu(int type) {
    List<VarBind> bindings = new ArrayList<>();
    bindings.add(new VarBind(UP_TIME, upTime));
    bindings.add(new VarBind(TRAP_OID, new SnmpValue.ObjectId(what)));
    bindings.addAll(more);
    return new Pdu(type, requestId, 0, 0, bindings);
  }

  /** The form of version 1 (RFC 1157, 4.1.6), with names as RFC 3584, 3.2 has them. */
  private byte[] trapV1(CommunityEnvelope envelope, InetAddress agent) {
    boolean isStandard = what.startsWith(STANDARD_TRAPS) && what.size() > STANDARD_TRAPS.size();
    int last = what.part(what.size() - 1);
    BerWriter to = new BerWriter();
    Pdu.writeBindings(to, more);
    to.value(upTime);
    to.int32(isStandard ? 0 : last);
    to.int32(isStandard ? last - 1 : ENTERPRISE_SPECIFIC);
    to.value(new SnmpValue.IpAddress(agent));
    to.oid(Tags.OBJECT_ID, isStandard ? STANDARD_TRAPS : enterprise());
    to.wrap(Pdu.TRAP_V1, 0);
    return envelope.around(to);
  }

  private Oid enterprise() {
    int[] parts = what.parts();
    int length = Math.max(1, parts.length - 1);
    if (length > 1 && parts[length - 1] == 0) {
      length--;
    }
    return Oid.ofParts(Arrays.copyOf(parts, length));
  }
}
