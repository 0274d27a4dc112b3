package io.ispmonitor.snmp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.PDU;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;

/**
 * Reads what comes in and finds the question that it answers. What is not from whom was asked, or
 * not what was asked for, ends nothing: it is only remembered. The session's thread.
 */
final class Answers {
  private static final Logger log = LoggerFactory.getLogger(Session.class);
  private static final String OTHER_VERSION = "an answer came in another version of SNMP";

  /** An engine is asked at most so often who it is and what its clock says. */
  private static final int MOST_RESYNCHRONIZATIONS = 3;

  private final Transport transport;
  private final Open open;

  /** The questions that are under way. */
  interface Open {
    /** The question of this number; null when there is none, or none any more. */
    @Nullable Exchange ofNumber(int requestId);

    /** It is answered. */
    void end(Exchange exchange, SnmpReply reply);

    /** Its agent has to be asked once more, which is not counted. */
    void askAgain(Exchange exchange);
  }

  /**
   * Begins to listen to what snmp4j makes of the packets that are left to it.
   *
   * @param transport where those packets go
   */
  Answers(Transport transport, Engine engine, Open open) {
    this.transport = transport;
    this.open = open;
    engine.dispatcher().addCommandResponder(new Responses());
  }

  /** Takes a packet, whatever it is. */
  void take(Datagrams.Packet packet) {
    try {
      CommunityMessage answer = CommunityMessage.read(packet.message().array());
      if (answer == null) {
        transport.received(packet);
      } else {
        take(answer, packet.from());
      }
    } catch (MalformedException | RuntimeException e) {
      log.debug("SNMP_MALFORMED a packet from {} is no message: {}", packet.from(), e.toString());
    }
  }

  private void take(CommunityMessage answer, InetSocketAddress from) {
    Exchange exchange = open.ofNumber(answer.requestId());
    if (exchange == null) {
      return; // late, a second time, or nothing we asked for
    }
    SnmpCredentials credentials = exchange.target.credentials();
    if (!isFrom(exchange.target, from.getAddress(), from.getPort())) {
      exchange.strange =
          "an answer came from " + from.getAddress().getHostAddress() + "/" + from.getPort();
    } else if (!answer.isOfVersion(credentials)) {
      exchange.strange = OTHER_VERSION;
    } else if (!answer.isOfCommunity(credentials)) {
      exchange.strange = "an answer came with another community";
    } else {
      answered(exchange, answer);
    }
  }

  private void answered(Exchange exchange, CommunityMessage answer) {
    SnmpReply reply;
    try {
      reply = Replies.of(exchange.question, answer);
    } catch (MalformedException e) {
      exchange.strange = "an answer came that no agent may give: " + e.getMessage();
      return;
    }
    open.end(exchange, reply);
  }

  /** What snmp4j makes of the packets. */
  private final class Responses implements CommandResponder {
    @Override
    public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
      event.setProcessed(true);
      PDU pdu = event.getPDU();
      Exchange exchange = open.ofNumber(event.getPduHandle().getTransactionID());
      if (exchange == null || pdu == null) {
        return; // late, a second time, or nothing we asked for
      }
      if (!isFrom(exchange.target, event.getPeerAddress())) {
        exchange.strange = "an answer came from " + event.getPeerAddress();
        return;
      }
      if (!(exchange.target.credentials() instanceof SnmpCredentials.V3)) {
        exchange.strange = OTHER_VERSION; // perhaps to save signing
        return;
      }
      if (pdu.getType() == PDU.REPORT) {
        reported(exchange, pdu);
      } else if (pdu.getType() == PDU.RESPONSE) {
        answered(exchange, pdu);
      }
    }
  }

  private void answered(Exchange exchange, PDU response) {
    SnmpReply reply;
    try {
      reply = Replies.of(exchange.question, response);
    } catch (IllegalArgumentException e) {
      exchange.strange = "an answer came that no agent may give: " + e.getMessage();
      return;
    }
    open.end(exchange, reply);
  }

  private static boolean isFrom(SnmpTarget target, Address peer) {
    return peer instanceof UdpAddress udp && isFrom(target, udp.getInetAddress(), udp.getPort());
  }

  private static boolean isFrom(SnmpTarget target, InetAddress address, int port) {
    return port == target.port() && address.equals(target.address());
  }

  /** An engine that does not know us yet, or objects to us. */
  private void reported(Exchange exchange, PDU report) {
    VariableBinding first = report.size() == 0 ? null : report.get(0);
    SnmpReply.SecurityFault fault = Replies.fault(first);
    boolean isAboutUs =
        fault == SnmpReply.SecurityFault.UNKNOWN_ENGINE_ID
            || fault == SnmpReply.SecurityFault.NOT_IN_TIME_WINDOW;
    if (isAboutUs && exchange.resynchronized < MOST_RESYNCHRONIZATIONS) {
      exchange.resynchronized++;
      open.askAgain(exchange);
    } else {
      open.end(exchange, new SnmpReply.Refused(fault));
    }
  }
}
