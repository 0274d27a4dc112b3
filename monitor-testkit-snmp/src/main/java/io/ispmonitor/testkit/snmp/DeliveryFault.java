package io.ispmonitor.testkit.snmp;

import java.time.Duration;

/** Faults in how an answer is sent. */
sealed interface DeliveryFault extends AgentFault {

  /** How much later it is sent. */
  default Duration delay() {
    return Duration.ZERO;
  }

  /** How often it is sent again. */
  default int repeats() {
    return 0;
  }

  /** Whether it comes from another socket than that which was asked. */
  default boolean isFromElsewhere() {
    return false;
  }

  record Slow(Duration delay) implements DeliveryFault {
    @Override
    public String words() {
      return "takes " + delay + " to answer";
    }
  }

  record Duplicated() implements DeliveryFault {
    @Override
    public int repeats() {
      return 1;
    }

    @Override
    public String words() {
      return "sends each answer twice";
    }
  }

  record FromElsewhere() implements DeliveryFault {
    @Override
    public boolean isFromElsewhere() {
      return true;
    }

    @Override
    public String words() {
      return "answers from another address";
    }
  }
}
