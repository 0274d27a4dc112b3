package io.ispmonitor.testkit.snmp;

import io.ispmonitor.testkit.snmp.internal.Pdu;

/** Faults that keep an agent from answering. */
sealed interface SwallowingFault extends AgentFault {

  /**
   * Whether this one is not answered.
   *
   * @param nth its number since the agent has the fault, from 1
   */
  boolean swallows(Pdu question, long nth);

  /** Whether nothing is answered any more after one that was swallowed. */
  default boolean isForGood() {
    return false;
  }

  record Silent() implements SwallowingFault {
    @Override
    public boolean swallows(Pdu question, long nth) {
      return true;
    }

    @Override
    public String words() {
      return "answers nothing";
    }
  }

  record AllButEvery(int n) implements SwallowingFault {
    @Override
    public boolean swallows(Pdu question, long nth) {
      return nth % n != 0;
    }

    @Override
    public String words() {
      return "answers one of " + n;
    }
  }

  record SilentAbove(int bindings) implements SwallowingFault {
    @Override
    public boolean swallows(Pdu question, long nth) {
      return question.bindings().size() > bindings;
    }

    @Override
    public String words() {
      return "drops questions about more than " + bindings + " objects";
    }
  }

  record BulkUnanswered() implements SwallowingFault {
    @Override
    public boolean swallows(Pdu question, long nth) {
      return question.type() == Pdu.GET_BULK;
    }

    @Override
    public String words() {
      return "does not answer GetBulk";
    }
  }

  record HangsOnZeroRepetitions() implements SwallowingFault {
    @Override
    public boolean swallows(Pdu question, long nth) {
      return question.type() == Pdu.GET_BULK && question.index() <= 0;
    }

    @Override
    public boolean isForGood() {
      return true;
    }

    @Override
    public String words() {
      return "hangs for good when a GetBulk asks for 0 repetitions";
    }
  }
}
