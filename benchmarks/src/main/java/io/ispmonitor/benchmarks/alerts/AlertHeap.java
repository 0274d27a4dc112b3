package io.ispmonitor.benchmarks.alerts;

import io.ispmonitor.Monitor;
import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.Pace;
import io.ispmonitor.alerting.Alerting;
import io.ispmonitor.alerting.Route;
import io.ispmonitor.alerting.delivery.ChannelOptions;
import io.ispmonitor.device.Device;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.testkit.ManualTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What alerts take of the heap, in manual time, with the devices of a monitor that has heard all of
 * them: radios behind towers without power, or radios whose signal is low. The monitor keeps more
 * of devices that are down by itself, so the same can be had without alerting, to be taken off.
 *
 * <p>What it can be asked, a line each: {@code quiet} gives the bytes in use when all devices are
 * up; {@code storm} cuts the power and {@code levels} lets the signal of every radio fall, and both
 * give the bytes in use some minutes later, how many alerts are open, and of how many of them
 * people were told.
 */
public final class AlertHeap {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration INTERVAL = Duration.ofSeconds(60);
  private static final Duration SETTLE = Duration.ofMinutes(3);
  private static final int LOT = 1_000;
  private static final int COLLECTIONS = 3;

  private final ManualTime time = ManualTime.startingAt(START);
  private final PowerProbe probe = new PowerProbe(time);
  private final @Nullable Alerting alerting;
  private final Monitor monitor;

  private AlertHeap(Towers towers, boolean isAlerting) {
    this.alerting = isAlerting ? alerting(new CountingChannel(time)) : null;
    MonitorBuilder builder =
        Monitor.builder().devices(towers.all()).probe(probe, Schedule.every(INTERVAL)).time(time);
    if (alerting != null) {
      builder.with(alerting);
    }
    this.monitor = builder.build();
  }

  /** At any pace, so that people are told of everything; and tower by tower. */
  private static Alerting alerting(CountingChannel channel) {
    return Alerting.builder()
        .channel(channel, ChannelOptions.usual().pace(Pace.UNLIMITED))
        .route(
            Route.to(channel.name())
                .groupedBy(Duration.ofSeconds(30), Duration.ofMinutes(5), "rule", "parent"))
        .build();
  }

  /**
   * Runs until its standard input ends. Arguments: how many towers, how many radios behind each,
   * and {@code with} or {@code without} alerting.
   */
  public static void main(String[] args) throws IOException {
    Towers towers = new Towers(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
    AlertHeap heap = new AlertHeap(towers, args[2].equals("with"));
    try (PowerProbe probe = heap.probe;
        Monitor monitor = heap.monitor) {
      monitor.start();
      LineServer.serve(heap::answer);
    }
  }

  private String answer(String command) {
    switch (command) {
      case "quiet" -> {}
      case "storm" -> probe.cutPower();
      case "levels" -> lowerAll();
      default -> throw LineServer.unknown(command);
    }
    time.advance(SETTLE);
    String alerts = alerts();
    return bytesInUse() + " " + alerts;
  }

  /** How many are open, and of how many of them people were told. */
  private String alerts() {
    List<Alert> open = alerting == null ? List.of() : alerting.open();
    return open.size() + " " + open.stream().filter(Alert::isKnown).count();
  }

  /** Not all at once: alerting's desk takes so many, and then it is overrun. */
  private void lowerAll() {
    if (alerting == null) {
      return;
    }
    SignalLevels levels = new SignalLevels(time);
    int raised = 0;
    for (Device device : monitor.inventory().devices()) {
      if (!Towers.isTower(device.id())) {
        levels.fall(device, alerting::raise);
        if (++raised % LOT == 0) {
          time.settle();
        }
      }
    }
  }

  private static long bytesInUse() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
