package io.ispmonitor.benchmarks.anomaly;

import io.ispmonitor.Monitor;
import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.anomaly.watch.AnomalyPlan;
import io.ispmonitor.anomaly.watch.AnomalyWatch;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.PingMetrics;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Role;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.ScriptedProbe;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;

/**
 * What it adds to a monitor that the round trips of 10,000 devices are judged: the same day with
 * and without an {@link AnomalyWatch}, in virtual time, in turn: {@code WatchCost [rounds]}.
 *
 * @param bytes what the monitor keeps on the heap for each device
 * @param nanos the time that an answer takes in all, from the probe to the last listener
 */
record WatchCost(double bytes, double nanos) {
  private static final int DEVICES = 10_000;
  private static final int WARM_UP = 1_000;
  private static final int MEASURED = 200;
  private static final Duration STEP = Duration.ofMinutes(1);

  static WatchCost of(boolean judges) throws Exception {
    ManualTime time = ManualTime.startingAt(Instant.parse("2026-03-02T00:00:00Z"));
    Inventory inventory = new Inventory();
    Random random = new Random(7);
    Layout layout = Layout.of(PingMetrics.ROUND_TRIP);
    try (ScriptedProbe probe = ScriptedProbe.named("meter", Role.DATA, time).forgetful()) {
      for (int i = 0; i < DEVICES; i++) {
        Device.Builder device = Device.named("d" + i).address(InetAddress.getLoopbackAddress());
        inventory.add((i % 20 == 0 ? device : device.parent("d" + (i - i % 20))).build());
        probe.set(
            "d" + i,
            (deadline, later, outcome) ->
                outcome.accept(
                    new ProbeOutcome.Answered(
                        Readings.of(layout, 0.02 + 0.001 * random.nextGaussian()))));
      }
      MonitorBuilder how =
          Monitor.builder().inventory(inventory).probe(probe, Schedule.every(STEP)).time(time);
      long before = usedHeap();
      AnomalyWatch watch = AnomalyWatch.builder().plan(AnomalyPlan.latency().build()).build();
      try (Monitor monitor = (judges ? how.with(watch) : how).build()) {
        monitor.start();
        time.advance(STEP.multipliedBy(WARM_UP));
        long begun = System.nanoTime();
        time.advance(STEP.multipliedBy(MEASURED));
        double nanos = (double) (System.nanoTime() - begun) / MEASURED / DEVICES;
        if (judges) {
          System.out.println(watch.health());
        }
        return new WatchCost((double) (usedHeap() - before) / DEVICES, nanos);
      }
    }
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Prints it. */
  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 3;
    for (int round = 0; round < rounds; round++) {
      WatchCost without = of(false);
      WatchCost with = of(true);
      System.out.println(
          String.format(
              Locale.ROOT,
              "an answer takes %.0f ns without and %.0f ns with the watch; a device keeps %.0f bytes"
                  + " without and %.0f bytes with it: %.0f ns and %.0f bytes a series",
              without.nanos(),
              with.nanos(),
              without.bytes(),
              with.bytes(),
              with.nanos() - without.nanos(),
              with.bytes() - without.bytes()));
    }
  }
}
