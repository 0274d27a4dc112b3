package io.ispmonitor.icmp;

import io.ispmonitor.Monitor;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.ReachabilityPolicy;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.time.TimeSource;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The real monitor with the real probe, in a JVM of its own. Standard input says what to watch, one
 * device a line, then how ({@code start PT30S 3}: the interval, and the misses that make an
 * outage), and from then on asks for its {@code health}; its end is the end. Standard output has a
 * {@link StateLine} for each change of state. The log goes to standard error.
 */
final class PipedMonitorMain {
  private final TimeSource time = TimeSource.system();
  private final long startNanos = time.nanoTime();
  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  private final BufferedReader in =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

  private PipedMonitorMain() {}

  public static void main(String[] arguments) throws IOException {
    new PipedMonitorMain().run();
  }

  private void run() throws IOException {
    Inventory inventory = new Inventory();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("start")) {
        watch(inventory, Duration.parse(words[1]), Integer.parseInt(words[2]));
        return;
      }
      inventory.add(device(words));
    }
  }

  private static Device device(String[] words) throws IOException {
    Device.Builder device = Device.named(words[0]).address(InetAddress.getByName(words[1]));
    return words.length > 2 ? device.parent(words[2]).build() : device.build();
  }

  private void watch(Inventory inventory, Duration interval, int misses) throws IOException {
    try (IcmpProbe probe = IcmpProbe.open();
        Monitor monitor =
            Monitor.builder()
                .inventory(inventory)
                .probe(probe, Schedule.every(interval))
                .reachability(ReachabilityPolicy.defaults().downAfter(misses))
                .onStateChange(this::tell)
                .build()) {
      monitor.start();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.println("health\t" + monitor.health().probe(probe.name()).orElseThrow());
      }
    }
  }

  private void tell(StateChange change) {
    Duration since = Duration.ofNanos(time.nanoTime() - startNanos);
    out.println(StateLine.of(change, since, time.instant()).words());
  }
}
