package io.ispmonitor.snmp;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snmp4j.DirectUserTarget;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Target;
import org.snmp4j.event.CounterListener;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.PduHandle;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.AuthenticationProtocol;
import org.snmp4j.security.PrivacyProtocol;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;

/**
 * The SNMPv3 engine of one session (RFC 3411): encodes, decodes, signs and encrypts. Made of
 * instances of its own, so that neither the host's use of snmp4j nor another session is touched.
 * The session's thread only.
 */
final class Engine {
  private static final int MOST_TARGETS = 200_000;
  private static final int ENGINE_ID_BYTES = 12;

  private final Algorithms algorithms = new Algorithms();
  private final MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
  private final USM usm;
  private final MPv3 version3;

  /** What snmp4j needs to know of each target; the most recently used last. */
  private final Map<SnmpTarget, Target<UdpAddress>> targets = new Recent<>(MOST_TARGETS);

  Engine() {
    byte[] id = new byte[ENGINE_ID_BYTES];
    new SecureRandom().nextBytes(id);
    byte[] engineId = MPv3.createLocalEngineID(new OctetString(id));
    SecurityProtocols protocols = algorithms.protocols();
    CounterSupport counters = new Uncounted();
    this.usm = new USM(protocols, new OctetString(engineId), 0, counters);
    SecurityModels models = SecurityModels.getCollection(new SecurityModel[] {usm});
    this.version3 = new MPv3(engineId, null, protocols, models, counters);
    dispatcher.addMessageProcessingModel(version3);
  }

  MessageDispatcherImpl dispatcher() {
    return dispatcher;
  }

  /** What snmp4j needs to know to ask a target. */
  Target<UdpAddress> target(SnmpTarget of, SnmpCredentials.V3 user) {
    Target<UdpAddress> known = targets.get(of);
    if (known == null) {
      known = made(of, user);
      targets.put(of, known);
    }
    return known;
  }

  /** Nothing that was learnt of an agent holds any more: it may be another one. */
  void forget(SnmpTarget of) {
    Target<UdpAddress> known = targets.remove(of);
    if (known != null) {
      OctetString engineId = version3.removeEngineID(known.getAddress());
      if (engineId != null) {
        usm.removeEngineTime(engineId);
      }
    }
  }

  /** A question has ended: nothing is to be remembered of it. */
  void release(Exchange exchange) {
    PduHandle handle = exchange.handle;
    if (handle != null) {
      dispatcher.releaseStateReference(SnmpConstants.version3, handle);
    }
    exchange.handle = null;
  }

  /** An empty question in the context of a target. */
  static PDU pdu(SnmpTarget to) {
    ScopedPDU pdu = new ScopedPDU();
    pdu.setContextName(new OctetString(to.context().getBytes(StandardCharsets.UTF_8)));
    return pdu;
  }

  private Target<UdpAddress> made(SnmpTarget of, SnmpCredentials.V3 user) {
    SnmpCredentials.Authentication signed = user.authentication();
    SnmpCredentials.Privacy encrypted = user.privacy();
    AuthenticationProtocol signing = signed == null ? null : algorithms.signing(signed.protocol());
    PrivacyProtocol encrypting =
        encrypted == null ? null : algorithms.encrypting(encrypted.protocol());
    DirectUserTarget<UdpAddress> target =
        new DirectUserTarget<>(
            new UdpAddress(of.address(), of.port()),
            new OctetString(user.user().getBytes(StandardCharsets.UTF_8)),
            signing,
            signed == null ? null : new OctetString(signed.password().reveal()),
            encrypting,
            encrypted == null ? null : new OctetString(encrypted.password().reveal()));
    target.setVersion(SnmpConstants.version3);
    target.setSecurityModel(SecurityModel.SECURITY_MODEL_USM);
    return target;
  }

  /** Counts nothing: snmp4j would count for all sessions of the process together. */
  private static final class Uncounted extends CounterSupport {
    @Override
    public synchronized void addCounterListener(@Nullable CounterListener listener) {
      // Nobody is told.
    }
  }
}
