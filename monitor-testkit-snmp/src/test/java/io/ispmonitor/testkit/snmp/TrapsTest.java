package io.ispmonitor.testkit.snmp;

import static io.ispmonitor.testkit.snmp.Asking.NAME;
import static io.ispmonitor.testkit.snmp.Asking.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpCredentials;
import io.ispmonitor.snmp.VarBind;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.MessageException;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.Snmp;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.SecurityProtocols.SecurityProtocolSet;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.DefaultUdpTransportMapping;

class TrapsTest {
  private static final Oid LINK_DOWN = Oid.of("1.3.6.1.6.3.1.1.5.3");
  private static final Oid OF_A_VENDOR = Oid.of("1.3.6.1.4.1.14988.1.0.7");
  private static final VarBind WHO = new VarBind(NAME, text("tower-7"));

  private final SimulatedAgents agents = SimulatedAgents.open();
  private final SimulatedAgent agent = agents.add();
  private final BlockingQueue<PDU> received = new LinkedBlockingQueue<>();
  private final MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
  private Snmp receiver;
  private InetSocketAddress there;

  @BeforeEach
  void listen() throws Exception {
    DefaultUdpTransportMapping transport =
        new DefaultUdpTransportMapping(new UdpAddress("127.0.0.1/0"));
    byte[] engine = MPv3.createLocalEngineID(new OctetString("receiver"));
    SecurityProtocols protocols = new SecurityProtocols(SecurityProtocolSet.any);
    CounterSupport counters = new CounterSupport() {};
    USM usm = new USM(protocols, new OctetString(engine), 0, counters);
    usm.addUser(
        new UsmUser(
            new OctetString("monitor"),
            AuthSHA.ID,
            new OctetString("signs-for-me"),
            PrivAES128.ID,
            new OctetString("hides-from-you")));
    SecurityModels models = SecurityModels.getCollection(new SecurityModel[] {usm});
    dispatcher.addMessageProcessingModel(new MPv1());
    dispatcher.addMessageProcessingModel(new MPv2c());
    dispatcher.addMessageProcessingModel(new MPv3(engine, null, protocols, models, counters));
    dispatcher.addTransportMapping(transport);
    receiver = new Snmp(dispatcher, transport);
    receiver.addCommandResponder(new Receiver());
    transport.listen();
    there = new InetSocketAddress(agent.address(), transport.getListenAddress().getPort());
  }

  @AfterEach
  void close() throws Exception {
    receiver.close();
    agents.close();
  }

  /** Keeps what comes, and acknowledges informs. */
  private final class Receiver implements CommandResponder {
    @Override
    public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
      received.add(event.getPDU());
      if (event.getPDU().getType() == PDU.INFORM) {
        PDU response = new PDU(event.getPDU());
        response.setType(PDU.RESPONSE);
        try {
          dispatcher.returnResponsePdu(
              event.getMessageProcessingModel(),
              event.getSecurityModel(),
              event.getSecurityName(),
              event.getSecurityLevel(),
              response,
              event.getMaxSizeResponsePDU(),
              event.getStateReference(),
              new StatusInformation());
        } catch (MessageException e) {
          throw new AssertionError(e);
        }
      }
    }
  }

  private PDU next() throws InterruptedException {
    return Objects.requireNonNull(received.poll(20, TimeUnit.SECONDS), "nothing came");
  }

  @Test
  @DisplayName("a trap of versions 2c and 3 has the time, its name and what belongs to it")
  void trap() throws Exception {
    for (SnmpCredentials by : List.of(Asking.V2C, Asking.V3)) {
      agent.trap(there, by, LINK_DOWN, WHO);
      PDU trap = next();
      assertEquals(PDU.TRAP, trap.getType());
      assertEquals(new OID("1.3.6.1.2.1.1.3.0"), trap.get(0).getOid());
      assertEquals(new OID(LINK_DOWN.toString()), trap.get(1).getVariable());
      assertEquals(new OctetString("tower-7"), trap.get(2).getVariable());
    }
  }

  @Test
  @DisplayName("a trap of version 1 has numbers in place of the name")
  void version1() throws Exception {
    agent.trap(there, Asking.V1, LINK_DOWN, WHO);
    PDUv1 standard = (PDUv1) next();
    assertEquals(PDUv1.LINKDOWN, standard.getGenericTrap());
    assertEquals(0, standard.getSpecificTrap());
    assertEquals(agent.address(), standard.getAgentAddress().getInetAddress());
    assertEquals(new OctetString("tower-7"), standard.get(0).getVariable());

    agent.trap(there, Asking.V1, OF_A_VENDOR);
    PDUv1 other = (PDUv1) next();
    assertEquals(PDUv1.ENTERPRISE_SPECIFIC, other.getGenericTrap());
    assertEquals(7, other.getSpecificTrap());
    assertEquals(new OID("1.3.6.1.4.1.14988.1"), other.getEnterprise());
  }

  @Test
  @DisplayName("an inform is acknowledged, which is no question")
  void inform() throws Exception {
    agent.inform(there, new SnmpCredentials.V2c(Secret.of("public")), OF_A_VENDOR, WHO);
    assertEquals(PDU.INFORM, next().getType());
    // It may still be on its way; meanwhile the agent answers questions.
    try (Asking asking = new Asking()) {
      while (agent.acknowledgements() == 0) {
        asking.get(agent, Asking.V2C, NAME);
      }
    }
    assertEquals(1, agent.acknowledgements());
  }
}
