/** Asking devices over SNMP, and receiving their traps. */
module io.ispmonitor.snmp {
  requires transitive io.ispmonitor.core;
  requires transitive org.jspecify;
  requires org.slf4j;
  requires org.snmp4j;

  exports io.ispmonitor.snmp;
  exports io.ispmonitor.snmp.collector;
  exports io.ispmonitor.snmp.profile;
}
