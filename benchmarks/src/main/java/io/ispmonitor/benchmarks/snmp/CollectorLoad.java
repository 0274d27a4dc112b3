package io.ispmonitor.benchmarks.snmp;

import io.ispmonitor.Monitor;
import io.ispmonitor.benchmarks.ping.AddressList;
import io.ispmonitor.device.Device;
import io.ispmonitor.health.HealthReport;
import io.ispmonitor.health.LoopHealth;
import io.ispmonitor.health.ProbeHealth;
import io.ispmonitor.snmp.collector.SnmpCollector;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Polls the same devices at the same pace by the whole monitor, for as long as it is left running.
 *
 * <p>For each line read, whatever it says, one is written: {@code <answered> <partly answered>
 * <unread> <left out> <lateness p99 us>}; the lateness is that of the schedule or of the judge,
 * whichever is later.
 */
public final class CollectorLoad {
  private static final double NANOS_PER_MICRO = 1e3;

  private CollectorLoad() {}

  /**
   * Runs until its standard input ends. Arguments: the file of addresses, the port of their agents
   * and the interval in seconds.
   */
  public static void main(String[] args) throws IOException {
    InetAddress[] addresses = AddressList.read(Path.of(args[0]));
    int port = Integer.parseInt(args[1]);
    Duration interval = Duration.ofSeconds(Integer.parseInt(args[2]));
    List<Device> devices = new ArrayList<>(addresses.length);
    for (InetAddress address : addresses) {
      devices.add(Device.of("device-" + devices.size(), address));
    }
    try (SnmpCollector snmp = AgentCollector.open(devices, port);
        Monitor monitor =
            Monitor.builder()
                .devices(devices)
                .probe(snmp, snmp.schedule(interval))
                .with(snmp.observing())
                .build()) {
      monitor.start();
      serve(monitor);
    }
  }

  private static void serve(Monitor monitor) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    while (in.readLine() != null) {
      HealthReport health = monitor.health();
      ProbeHealth probe = health.probes().get(0);
      long unread = probe.silent() + probe.refused() + probe.voided() + probe.broken();
      out.printf(
          "%d %d %d %d %.0f%n",
          probe.answered(),
          probe.partial(),
          unread,
          probe.missed() + probe.stretched(),
          latenessNanos(health) / NANOS_PER_MICRO);
    }
  }

  private static double latenessNanos(HealthReport health) {
    return health.loops().stream()
        .filter(loop -> loop.name().endsWith("schedule") || loop.name().endsWith("judge"))
        .map(LoopHealth::latenessP99)
        .mapToLong(Duration::toNanos)
        .max()
        .orElseThrow();
  }
}
