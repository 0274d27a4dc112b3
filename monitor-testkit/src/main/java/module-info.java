/**
 * Test equipment for hosts and for implementers of the seams: manual time, scripts, simulated
 * networks, contracts.
 */
module io.ispmonitor.testkit {
  requires transitive io.ispmonitor.core;
  requires transitive org.junit.jupiter.api;
  requires transitive org.jspecify;
  requires jdk.management;

  exports io.ispmonitor.testkit;
  exports io.ispmonitor.testkit.check;
  exports io.ispmonitor.testkit.contract;
  exports io.ispmonitor.testkit.sim;
  exports io.ispmonitor.testkit.trial;
}
