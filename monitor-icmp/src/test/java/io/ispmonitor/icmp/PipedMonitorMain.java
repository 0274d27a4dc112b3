package io.ispmonitor.icmp;

import io.ispmonitor.Monitor;
import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.Selection;
import io.ispmonitor.extension.MonitorListener;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.reachability.ReachabilityPolicy;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.reachability.Uplink;
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
import java.util.List;

/**
 * The real monitor with the real probe, in a JVM of its own. Standard input says what to watch:
 *
 * <pre>
 * device ID ADDRESS [PARENT]
 * uplink GATEWAY LOCAL WITNESS...
 * start INTERVAL MISSES
 * </pre>
 *
 * <p>{@code LOCAL} is a device that is not reached over the uplink, {@code MISSES} is how many make
 * an outage. After that {@code health} asks for the probe's figures; the end of the input is the
 * end. Standard output tells what the listeners hear, a line each. The log goes to standard error.
 */
final class PipedMonitorMain implements MonitorListener {
  static final String HEALTH = "health";

  private final TimeSource time = TimeSource.system();
  private final long startNanos = time.nanoTime();
  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  private final BufferedReader in =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
  private final MonitorBuilder builder = Monitor.builder().listener(this);

  private PipedMonitorMain() {}

  public static void main(String[] arguments) throws IOException {
    new PipedMonitorMain().run();
  }

  private void run() throws IOException {
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      List<String> words = List.of(line.split(" ", -1));
      switch (words.get(0)) {
        case "device" -> builder.device(device(words));
        case "uplink" -> builder.uplink(uplink(words));
        case "start" -> watch(Duration.parse(words.get(1)), Integer.parseInt(words.get(2)));
        default -> throw new IllegalArgumentException(line);
      }
    }
  }

  private static Device device(List<String> words) throws IOException {
    Device.Builder device = Device.named(words.get(1)).address(InetAddress.getByName(words.get(2)));
    return words.size() > 3 ? device.parent(words.get(3)).build() : device.build();
  }

  private static Uplink uplink(List<String> words) {
    Uplink.Builder uplink = Uplink.named("uplink").gateway(words.get(1));
    words.subList(3, words.size()).forEach(uplink::witness);
    Selection local = Selection.device(words.get(2));
    return uplink.reaches(Selection.everything().except(local)).build();
  }

  private void watch(Duration interval, int misses) throws IOException {
    try (IcmpProbe probe = IcmpProbe.open();
        Monitor monitor =
            builder
                .probe(probe, Schedule.every(interval))
                .reachability(ReachabilityPolicy.defaults().downAfter(misses))
                .build()) {
      monitor.start();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.println(Tabs.join(HEALTH, monitor.health().probe(probe.name()).orElseThrow()));
      }
    }
  }

  @Override
  public void onStateChange(StateChange change) {
    out.println(StateLine.of(change, Duration.ofNanos(time.nanoTime() - startNanos)));
  }

  @Override
  public void onAnnouncement(Announcement announcement) {
    out.println(AnnouncementLine.of(announcement, time.instant()));
  }

  @Override
  public void onIsolation(Isolation isolation) {
    out.println(IsolationLine.of(isolation, time.instant()));
  }
}
