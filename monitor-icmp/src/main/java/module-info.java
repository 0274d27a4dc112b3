/** The native ICMP echo engine and the reachability probe on top of it. */
module io.ispmonitor.icmp {
  requires transitive io.ispmonitor.core;
  requires transitive org.jspecify;
  requires com.sun.jna;
  requires org.slf4j;

  exports io.ispmonitor.icmp;
}
