/** Simulated SNMP agents, for tests that poll, and a whole provider made of them. */
module io.ispmonitor.testkit.snmp {
  requires transitive io.ispmonitor.core;
  requires transitive io.ispmonitor.snmp;
  requires transitive io.ispmonitor.testkit;
  requires transitive org.jspecify;
  requires org.slf4j;
  requires org.snmp4j;

  exports io.ispmonitor.testkit.snmp;
  exports io.ispmonitor.testkit.snmp.provider;
}
