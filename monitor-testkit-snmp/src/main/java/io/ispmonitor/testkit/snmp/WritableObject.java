package io.ispmonitor.testkit.snmp;

import io.ispmonitor.snmp.SnmpValue;

/** An object that a {@code Set} may change. */
record WritableObject(SnmpValue value) implements AgentObject {
  @Override
  public SnmpValue at(Moment moment) {
    return value;
  }
}
