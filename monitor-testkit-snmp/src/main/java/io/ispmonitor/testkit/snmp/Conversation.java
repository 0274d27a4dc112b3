package io.ispmonitor.testkit.snmp;

import io.ispmonitor.testkit.snmp.internal.Envelope;
import io.ispmonitor.testkit.snmp.internal.Incoming;
import io.ispmonitor.testkit.snmp.internal.Malformed;
import io.ispmonitor.testkit.snmp.internal.Pdu;
import io.ispmonitor.testkit.snmp.internal.Reception;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of one packet, from its bytes to those of the answer. The thread of the agents. */
final class Conversation {
  private static final Logger log = LoggerFactory.getLogger(Conversation.class);

  private final SimulatedAgent agent;
  private final Faults faults;
  private final Moment moment;

  Conversation(SimulatedAgent agent, Faults faults, Moment moment) {
    this.agent = agent;
    this.faults = faults;
    this.moment = moment;
  }

  void take(byte[] packet, InetSocketAddress from) throws IOException {
    agent.books().received();
    Incoming incoming = opened(packet);
    if (incoming == null) {
      return;
    }
    Pdu objection = incoming.objection();
    if (incoming.question().type() == Pdu.RESPONSE) {
      agent.books().acknowledged();
    } else if (objection != null && objection.type() == Pdu.REPORT) {
      report(incoming, objection, from);
    } else {
      question(incoming, objection, from);
    }
  }

  private @Nullable Incoming opened(byte[] packet) {
    try {
      return Reception.open(
          packet, agent.access(), agent.engine(), agent.clock(moment, faults.clockSeconds()));
    } catch (Malformed e) {
      log.debug("{} got a packet that is no message: {}", agent, e.getMessage());
      return null;
    }
  }

  private void report(Incoming incoming, Pdu report, InetSocketAddress to) throws IOException {
    if (!faults.swallow(incoming.question())) {
      send(incoming.envelope().seal(report), to);
    }
  }

  private void question(Incoming incoming, @Nullable Pdu objection, InetSocketAddress from)
      throws IOException {
    Pdu question = incoming.question();
    AgentQuestion asked = AgentQuestion.of(question, incoming.envelope());
    agent.books().asked(asked);
    if (!faults.swallow(question)) {
      Pdu answer = objection != null ? objection : answer(question, incoming.envelope());
      if (answer != null) {
        Pdu spoilt = faults.spoil(question, answer);
        send(fitting(question, spoilt, incoming.envelope()), from);
      }
    }
    agent.books().dealtWith(asked);
  }

  private @Nullable Pdu answer(Pdu question, Envelope envelope) {
    boolean isVersion1 = envelope.version() == Envelope.VERSION_1;
    try {
      if (question.type() == Pdu.SET) {
        return set(question, isVersion1);
      }
      ObjectView view = faults.over(agent.changes().at(moment));
      return new Responder(view, isVersion1, agent.maxBytes()).answer(question);
    } catch (RuntimeException e) {
      log.warn("SIMULATED_OBJECT_FAILED an object of {} failed; it answers genErr", agent, e);
      return question.error(ErrorStatuses.GEN_ERR, 0);
    }
  }

  private Pdu set(Pdu question, boolean isVersion1) {
    Pdu[] answer = {question.answer(question.bindings())};
    agent
        .changes()
        .set(
            question.bindings(),
            moment,
            (status, index) ->
                answer[0] =
                    question.error(isVersion1 ? ErrorStatuses.inVersion1(status) : status, index));
    return answer[0];
  }

  /** The message, with what of a bulk does not fit left out, or tooBig in its place. */
  private byte[] fitting(Pdu question, Pdu answer, Envelope envelope) {
    int most = Math.min(agent.maxBytes(), envelope.maxBytes());
    Pdu cut = answer;
    byte[] message = envelope.seal(cut);
    while (message.length > most) {
      int kept = cut.bindings().size();
      boolean isBulk = question.type() == Pdu.GET_BULK && kept > 1;
      if (!isBulk) {
        return envelope.seal(question.tooBig());
      }
      int fewer = Math.max(1, Math.min(kept - 1, (int) ((long) kept * most / message.length)));
      cut = cut.with(cut.bindings().subList(0, fewer));
      message = envelope.seal(cut);
    }
    return message;
  }

  private void send(byte[] message, InetSocketAddress to) throws IOException {
    byte[] packet = faults.garble(message);
    for (int i = 0; i < faults.copies(); i++) {
      if (faults.delayNanos() == 0) {
        agent.send(packet, to, faults.areFromElsewhere());
      } else {
        agent.late().after(faults.delayNanos(), () -> sendLate(packet, to));
      }
    }
  }

  private void sendLate(byte[] packet, InetSocketAddress to) {
    try {
      agent.send(packet, to, faults.areFromElsewhere());
    } catch (IOException e) {
      log.debug("{} could not answer, as if a packet was lost", agent, e); // closed, perhaps
    }
  }
}
