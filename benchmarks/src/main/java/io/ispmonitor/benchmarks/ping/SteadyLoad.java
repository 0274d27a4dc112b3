package io.ispmonitor.benchmarks.ping;

import io.ispmonitor.Monitor;
import io.ispmonitor.device.Device;
import io.ispmonitor.icmp.EchoOptions;
import io.ispmonitor.icmp.IcmpProbe;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.DeviceState;
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
import java.util.Map;
import java.util.Optional;

/**
 * Pings the same devices at the same pace for as long as it is left running, by the whole monitor
 * or by the engine alone, and tells on demand what it has used. The monitor's store is full when it
 * begins.
 *
 * <p>For each line read, whatever it says, one is written: {@code <answered> <unanswered> <cpu ns>
 * <resident kB> <peak kB> <devices down> <thread>=<cpu ns>,...}.
 */
public final class SteadyLoad {
  private SteadyLoad() {}

  /**
   * Runs until its standard input ends. Arguments: {@code monitor} or {@code engine}, the file of
   * addresses, the interval in seconds.
   */
  public static void main(String[] args) throws IOException {
    Path addresses = Path.of(args[1]);
    int seconds = Integer.parseInt(args[2]);
    if (args[0].equals("monitor")) {
      monitor(addresses, seconds);
    } else if (args[0].equals("engine")) {
      engine(AddressList.read(addresses), seconds);
    } else {
      throw new IllegalArgumentException(
          "'" + args[0] + "' is no load; name monitor or engine, the addresses and the interval");
    }
  }

  private static void monitor(Path addresses, int seconds) throws IOException {
    List<Device> devices = devices(AddressList.read(addresses));
    Duration interval = Duration.ofSeconds(seconds);
    try (IcmpProbe icmp = IcmpProbe.open();
        Monitor monitor =
            Monitor.builder()
                .devices(devices)
                .probe(icmp, Schedule.every(interval))
                .metrics(FullHistory.of(devices, interval))
                .build()) {
      monitor.start();
      serve(() -> counts(monitor));
    }
  }

  private static List<Device> devices(InetAddress[] addresses) {
    List<Device> devices = new ArrayList<>(addresses.length);
    for (int i = 0; i < addresses.length; i++) {
      devices.add(Device.of("device-" + i, addresses[i]));
    }
    return devices;
  }

  private static long[] counts(Monitor monitor) {
    var probe = monitor.health().probes().get(0);
    long unanswered = probe.silent() + probe.refused() + probe.voided() + probe.broken();
    int down = Optional.ofNullable(monitor.counts().get(DeviceState.DOWN)).orElse(0);
    return new long[] {probe.answered(), unanswered, down};
  }

  private static void engine(InetAddress[] addresses, int seconds) throws IOException {
    OutcomeCounter counter = new OutcomeCounter();
    EnginePinger pinger = new EnginePinger(EchoOptions.DEFAULT);
    int perSecond = addresses.length / seconds;
    Thread asking =
        new Thread(() -> pinger.askForEver(addresses, perSecond, counter), "pace-of-engine");
    asking.setDaemon(true);
    asking.start();
    serve(() -> new long[] {counter.answered(), counter.unanswered(), 0});
    asking.interrupt();
    pinger.close();
  }

  private static void serve(Counts counts) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    while (in.readLine() != null) {
      long cpu = ProcessUse.cpuNanos();
      long[] now = counts.now();
      out.printf(
          "%d %d %d %d %d %d %s%n",
          now[0],
          now[1],
          cpu,
          ProcessUse.residentKilobytes(),
          ProcessUse.peakKilobytes(),
          now[2],
          threads(ProcessUse.cpuNanosByThread()));
    }
  }

  private static String threads(Map<String, Long> cpuNanos) {
    StringBuilder text = new StringBuilder();
    cpuNanos.forEach(
        (name, nanos) ->
            text.append(text.isEmpty() ? "" : ",")
                .append(name.replaceAll("[ ,=]", "_"))
                .append('=')
                .append(nanos));
    return text.toString();
  }

  /** Answered, unanswered, down. */
  private interface Counts {
    long[] now();
  }
}
