/** */
module io.ispmonitor.core {
  requires transitive org.jspecify;
  requires org.slf4j;

  exports io.ispmonitor.device;
  exports io.ispmonitor.health;
  exports io.ispmonitor.metric;
  exports io.ispmonitor.probe;
  exports io.ispmonitor.time;
}
