package io.ispmonitor.snmp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.snmp4j.CommunityTarget;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.UserTarget;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.event.ResponseListener;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.SecurityProtocols.SecurityProtocolSet;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.IpAddress;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** A device on loopback that sends notifications, made of the sender's half of snmp4j. */
final class TrapSender implements AutoCloseable {
  static final OID LINK_DOWN = new OID("1.3.6.1.6.3.1.1.5.3");
  private static final int MOST_BYTES = 65_535;

  final byte[] engineId;
  private final Snmp snmp;

  TrapSender() throws IOException {
    this("device", 1, List.of());
  }

  TrapSender(String engine, int boots, List<UsmUser> users) throws IOException {
    DefaultUdpTransportMapping transport =
        new DefaultUdpTransportMapping(new UdpAddress("127.0.0.1/0"));
    this.engineId = MPv3.createLocalEngineID(new OctetString(engine));
    SecurityProtocols protocols = new SecurityProtocols(SecurityProtocolSet.any);
    CounterSupport counters = new CounterSupport() {};
    USM usm = new USM(protocols, new OctetString(engineId), boots, counters);
    users.forEach(usm::addUser);
    SecurityModels models = SecurityModels.getCollection(new SecurityModel[] {usm});
    MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
    dispatcher.addTransportMapping(transport);
    dispatcher.addMessageProcessingModel(new MPv1());
    dispatcher.addMessageProcessingModel(new MPv2c());
    dispatcher.addMessageProcessingModel(new MPv3(engineId, null, protocols, models, counters));
    this.snmp = new Snmp(dispatcher, transport);
    transport.listen();
  }

  static PDUv1 version1(int generic, int specific, String enterprise) {
    PDUv1 pdu = new PDUv1();
    pdu.setGenericTrap(generic);
    pdu.setSpecificTrap(specific);
    pdu.setEnterprise(new OID(enterprise));
    pdu.setAgentAddress(new IpAddress("192.0.2.7"));
    pdu.setTimestamp(4_711);
    return pdu;
  }

  /** A trap of version 2c, or of version 3 when it is put in {@link ScopedPDU}. */
  static PDU filled(PDU pdu, int type, OID trap) {
    pdu.setType(type);
    pdu.add(new VariableBinding(SnmpConstants.sysUpTime, new TimeTicks(4_711)));
    pdu.add(new VariableBinding(SnmpConstants.snmpTrapOID, trap));
    return pdu;
  }

  static PDU linkDown(int type) {
    return with(filled(new PDU(), type, LINK_DOWN), "1.3.6.1.2.1.31.1.1.1.1.3", "ether3");
  }

  static PDU with(PDU pdu, String oid, String value) {
    return with(pdu, oid, new OctetString(value));
  }

  static PDU with(PDU pdu, String oid, Variable value) {
    pdu.add(new VariableBinding(new OID(oid), value));
    return pdu;
  }

  ScopedPDU scopedLinkDown(int type) {
    ScopedPDU pdu = new ScopedPDU();
    if (type == PDU.TRAP) {
      pdu.setContextEngineID(new OctetString(engineId));
    }
    return (ScopedPDU) filled(pdu, type, LINK_DOWN);
  }

  static Target<UdpAddress> community(int port, int version, String community) {
    CommunityTarget<UdpAddress> target =
        new CommunityTarget<>(at(port), new OctetString(community));
    target.setVersion(version);
    target.setTimeout(60_000);
    return target;
  }

  Target<UdpAddress> user(int port, String user, int level, boolean isTrap) {
    UserTarget<UdpAddress> target = new UserTarget<>();
    target.setAddress(at(port));
    target.setVersion(SnmpConstants.version3);
    target.setSecurityModel(SecurityModel.SECURITY_MODEL_USM);
    target.setSecurityLevel(level);
    target.setSecurityName(new OctetString(user));
    target.setTimeout(60_000);
    if (isTrap) {
      target.setAuthoritativeEngineID(engineId);
    }
    return target;
  }

  Target<UdpAddress> user(int port, String user, boolean isTrap) {
    return user(port, user, SecurityLevel.AUTH_PRIV, isTrap);
  }

  private static UdpAddress at(int port) {
    return new UdpAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Sends it, and does not wait for an answer. */
  void send(PDU pdu, Target<UdpAddress> target) throws IOException {
    snmp.send(pdu, target, null, null);
  }

  /** What is answered to an inform; null when nothing is. */
  CompletableFuture<PDU> inform(PDU pdu, Target<UdpAddress> target) throws IOException {
    CompletableFuture<PDU> answer = new CompletableFuture<>();
    snmp.send(
        pdu,
        target,
        null,
        new ResponseListener() {
          @Override
          public <A extends Address> void onResponse(ResponseEvent<A> event) {
            snmp.cancel(event.getRequest(), this);
            answer.complete(event.getResponse());
          }
        });
    return answer;
  }

  /** The packet that it sends, for who wants to do something to it. */
  byte[] recorded(PDU pdu, IntFunction<Target<UdpAddress>> to) throws IOException {
    try (DatagramSocket recorder = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      recorder.setSoTimeout(60_000);
      send(pdu, to.apply(recorder.getLocalPort()));
      DatagramPacket packet = new DatagramPacket(new byte[MOST_BYTES], MOST_BYTES);
      recorder.receive(packet);
      return Arrays.copyOf(packet.getData(), packet.getLength());
    }
  }

  /** The packet of a link that went down, in version 2c. */
  static byte[] recordedLinkDown(int type, String community) throws IOException {
    try (TrapSender sender = new TrapSender()) {
      return sender.recorded(
          linkDown(type), port -> community(port, SnmpConstants.version2c, community));
    }
  }

  @Override
  public void close() throws IOException {
    snmp.close();
  }
}
