package io.ispmonitor.testkit.snmp;

import io.ispmonitor.snmp.SnmpReply.ErrorStatus;
import io.ispmonitor.snmp.VarBind;
import io.ispmonitor.testkit.snmp.internal.Pdu;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Faults that make of a right answer a wrong one. */
sealed interface SpoilingFault extends AgentFault {

  /** What is said in place of the answer. */
  Pdu spoil(Pdu question, Pdu answer);

  record TooBigAbove(int bindings) implements SpoilingFault {
    @Override
    public Pdu spoil(Pdu question, Pdu answer) {
      int most = Math.max(question.bindings().size(), answer.bindings().size());
      return most > bindings ? question.tooBig() : answer;
    }

    @Override
    public String words() {
      return "says tooBig above " + bindings + " objects";
    }
  }

  record LeavesOut(int bindings) implements SpoilingFault {
    @Override
    public Pdu spoil(Pdu question, Pdu answer) {
      List<VarBind> all = answer.bindings();
      return answer.with(all.subList(0, Math.max(0, all.size() - bindings)));
    }

    @Override
    public String words() {
      return "leaves out the last " + bindings + " objects";
    }
  }

  record Reordered() implements SpoilingFault {
    @Override
    public Pdu spoil(Pdu question, Pdu answer) {
      List<VarBind> all = new ArrayList<>(answer.bindings());
      Collections.reverse(all);
      return answer.with(all);
    }

    @Override
    public String words() {
      return "gives the objects in the opposite order";
    }
  }

  record WrongRequestId() implements SpoilingFault {
    @Override
    public Pdu spoil(Pdu question, Pdu answer) {
      return new Pdu(
          answer.type(),
          answer.requestId() ^ 1,
          answer.status(),
          answer.index(),
          answer.bindings());
    }

    @Override
    public String words() {
      return "answers with another request-id";
    }
  }

  record FailsWith(ErrorStatus status, int index) implements SpoilingFault {
    /** In the order of their numbers; the first is 1. */
    private static final List<ErrorStatus> BY_NUMBER = List.of(ErrorStatus.values());

    @Override
    public Pdu spoil(Pdu question, Pdu answer) {
      return question.error(BY_NUMBER.indexOf(status) + 1, index);
    }

    @Override
    public String words() {
      return "answers with " + status;
    }
  }
}
