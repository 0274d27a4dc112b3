package io.ispmonitor.examples;

import io.ispmonitor.Monitor;
import io.ispmonitor.device.Device;
import io.ispmonitor.extension.ProbeResult;
import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.InterfaceMetrics;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.SnmpCredentials;
import io.ispmonitor.snmp.SnmpTarget;
import io.ispmonitor.snmp.collector.SnmpCollector;
import io.ispmonitor.testkit.snmp.InterfaceModel;
import io.ispmonitor.testkit.snmp.RouterModel;
import io.ispmonitor.testkit.snmp.SimulatedAgents;
import io.ispmonitor.testkit.snmp.SimulatedRouter;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * The idea: nobody writes down the interfaces of a router; the collector learns them by name, and
 * from the second reading on there is traffic. Watches a simulated router for two readings.
 */
public final class DiscoverInterfaces {
  private static final String ROUTER = "tower-7";
  private static final RouterModel MODEL =
      RouterModel.named(ROUTER)
          .with(InterfaceModel.of(1, "ether1").alias("to core").traffic(40e6, 200e6))
          .with(InterfaceModel.of(2, "wlan1").alias("sector north").traffic(90e6, 12e6))
          .build();

  private DiscoverInterfaces() {}

  /** Runs it. */
  public static void main(String[] args) throws InterruptedException {
    run(System.out);
  }

  static void run(PrintStream out) throws InterruptedException {
    try (SimulatedAgents agents = SimulatedAgents.open()) {
      SimulatedRouter router = agents.add(MODEL);
      SnmpTarget target = router.target(new SnmpCredentials.V2c(Secret.of("public")));
      CountDownLatch twice = new CountDownLatch(2);
      try (SnmpCollector snmp = SnmpCollector.builder().targets(device -> target).open();
          Monitor monitor =
              Monitor.builder()
                  .device(Device.of(ROUTER, router.agent().address()))
                  .probe(snmp, snmp.schedule(Duration.ofSeconds(1)))
                  .outcomes(result -> read(result, out, twice))
                  .build()) {
        monitor.start();
        twice.await();
        snmp.interfaces(ROUTER)
            .forEach(is -> out.println(is.index() + " " + is.name() + ": " + is.alias()));
      }
    }
  }

  private static void read(ProbeResult result, PrintStream out, CountDownLatch twice) {
    if (result.outcome() instanceof ProbeOutcome.Answered answered) {
      Readings readings = answered.readings();
      String metric = InterfaceMetrics.IN.name();
      for (int i = 0; i < readings.size(); i++) {
        Layout.Column column = readings.layout().column(i);
        if (column.metric().name().equals(metric) && readings.gap(i) == Gap.NONE) {
          long megabits = Math.round(readings.value(i) / 1e6);
          out.println(column.instance() + " receives " + megabits + " Mbit/s");
        }
      }
      twice.countDown();
    }
  }
}
