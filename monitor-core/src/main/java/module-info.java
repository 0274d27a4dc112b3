/** */
module io.ispmonitor.core {
  requires transitive org.jspecify;
  requires org.slf4j;

  exports io.ispmonitor;
  exports io.ispmonitor.alert;
  exports io.ispmonitor.anomaly;
  exports io.ispmonitor.anomaly.watch;
  exports io.ispmonitor.capacity;
  exports io.ispmonitor.device;
  exports io.ispmonitor.diagnosis;
  exports io.ispmonitor.extension;
  exports io.ispmonitor.failover;
  exports io.ispmonitor.health;
  exports io.ispmonitor.instance;
  exports io.ispmonitor.leadership;
  exports io.ispmonitor.leadership.lease;
  exports io.ispmonitor.maintenance;
  exports io.ispmonitor.metric;
  exports io.ispmonitor.metric.rollup;
  exports io.ispmonitor.power;
  exports io.ispmonitor.probe;
  exports io.ispmonitor.reachability;
  exports io.ispmonitor.secret;
  exports io.ispmonitor.status;
  exports io.ispmonitor.synthetic;
  exports io.ispmonitor.telemetry;
  exports io.ispmonitor.time;
}
