package io.ispmonitor.testkit.snmp;

import io.ispmonitor.snmp.SnmpValue;

/**
 * What an object holds, at any time: a counter that goes up, a clock, a constant. Called on the
 * thread of the agents at each question, so it must be quick; what it throws becomes {@code
 * genErr}.
 */
@FunctionalInterface
public interface AgentObject {

  /** What it holds at this moment in the life of this agent. Never null. */
  SnmpValue at(Moment moment);
}
