package io.ispmonitor.snmp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.MessageException;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.DefaultCounterListener;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.SecurityProtocols.SecurityProtocolSet;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** An agent on loopback that knows a few objects, made of the agent's half of snmp4j. */
final class Agent implements AutoCloseable {
  static final Oid UP_TIME = Oid.of("1.3.6.1.2.1.1.3.0");
  static final Oid NAME = Oid.of("1.3.6.1.2.1.1.5.0");

  final TreeMap<OID, Variable> objects = new TreeMap<>();
  final int port;
  private final Snmp snmp;
  private final MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();

  /** What it does to its answers. */
  volatile Quirk quirk = answer -> answer;

  /** Does something to an answer; null for none at all. */
  interface Quirk {
    @Nullable PDU on(PDU answer);
  }

  Agent(int port, String engineId, int boots, List<UsmUser> users) throws IOException {
    DefaultUdpTransportMapping transport =
        new DefaultUdpTransportMapping(new UdpAddress("127.0.0.1/" + port));
    byte[] engine = MPv3.createLocalEngineID(new OctetString(engineId));
    SecurityProtocols protocols = new SecurityProtocols(SecurityProtocolSet.any);
    CounterSupport counters = new CounterSupport() {};
    counters.addCounterListener(new DefaultCounterListener());
    USM usm = new USM(protocols, new OctetString(engine), boots, counters);
    users.forEach(usm::addUser);
    SecurityModels models = SecurityModels.getCollection(new SecurityModel[] {usm});
    dispatcher.addTransportMapping(transport);
    dispatcher.addMessageProcessingModel(new MPv1());
    dispatcher.addMessageProcessingModel(new MPv2c());
    dispatcher.addMessageProcessingModel(new MPv3(engine, null, protocols, models, counters));
    snmp = new Snmp(dispatcher, transport);
    snmp.addCommandResponder(new Responder());
    transport.listen();
    this.port = transport.getListenAddress().getPort();
  }

  /** That of a tower, on any free port: it knows its name and how long it is up. */
  static Agent ofTower() throws IOException {
    Agent agent = new Agent(0, "agent", 1, List.of());
    agent.put(UP_TIME.toString(), new TimeTicks(4_711));
    agent.put(NAME.toString(), new OctetString("tower-7"));
    return agent;
  }

  void put(String oid, Variable value) {
    objects.put(new OID(oid), value);
  }

  private final class Responder implements CommandResponder {
    @Override
    public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
      PDU question = event.getPDU();
      PDU answer = (PDU) question.clone();
      answer.setType(PDU.RESPONSE);
      answer.setErrorStatus(PDU.noError);
      answer.setErrorIndex(0);
      answer.clear();
      boolean isV1 = event.getMessageProcessingModel() == SnmpConstants.version1;
      fill(question, answer, isV1);
      PDU sent = quirk.on(answer);
      if (sent == null) {
        return;
      }
      sent.setRequestID(question.getRequestID()); // which clear() forgets
      try {
        dispatcher.returnResponsePdu(
            event.getMessageProcessingModel(),
            event.getSecurityModel(),
            event.getSecurityName(),
            event.getSecurityLevel(),
            sent,
            event.getMaxSizeResponsePDU(),
            event.getStateReference(),
            new StatusInformation());
      } catch (MessageException e) {
        throw new AssertionError(e);
      }
    }
  }

  private void fill(PDU question, PDU answer, boolean isV1) {
    List<VariableBinding> asked = new ArrayList<>(question.getVariableBindings());
    int rounds = question.getType() == PDU.GETBULK ? question.getMaxRepetitions() : 1;
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < asked.size(); i++) {
        VariableBinding found = found(question.getType(), asked.get(i), answer);
        if (isV1 && found.getVariable() instanceof Null) {
          answer.clear();
          answer.addAll(question.getVariableBindings());
          answer.setErrorStatus(PDU.noSuchName);
          answer.setErrorIndex(i + 1);
          return;
        }
        answer.add(found);
        asked.set(i, found);
      }
    }
  }

  private VariableBinding found(int type, VariableBinding asked, PDU answer) {
    OID oid = asked.getOid();
    if (type == PDU.SET) {
      if (!objects.containsKey(oid)) {
        answer.setErrorStatus(PDU.notWritable);
        answer.setErrorIndex(1);
        return asked;
      }
      objects.put(oid, asked.getVariable());
      return asked;
    }
    if (type == PDU.GET) {
      Variable value = objects.get(oid);
      return new VariableBinding(oid, value == null ? Null.noSuchInstance : value);
    }
    Map.Entry<OID, Variable> next = objects.higherEntry(oid);
    return next == null
        ? new VariableBinding(oid, Null.endOfMibView)
        : new VariableBinding(next.getKey(), next.getValue());
  }

  @Override
  public void close() throws IOException {
    snmp.close();
  }
}
