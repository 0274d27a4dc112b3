package io.ispmonitor.testkit.snmp;

import java.time.Duration;

/** An engine that tells another time than it goes by. */
record ClockFault(Duration by) implements AgentFault {
  @Override
  public String words() {
    return "tells a time that is off by " + by;
  }
}
