package io.ispmonitor.benchmarks.scale;

import io.ispmonitor.Monitor;
import io.ispmonitor.benchmarks.ping.ProcessUse;
import io.ispmonitor.health.HealthReport;
import io.ispmonitor.health.LoopHealth;
import io.ispmonitor.health.ProbeHealth;
import io.ispmonitor.icmp.IcmpProbe;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.status.StatusTree;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Watches many devices for some minutes, lets some of them change each minute, and says what that
 * cost and how well it went. Inside a namespace that {@code scale.sh} has made.
 */
public final class Scale {
  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final Duration SETTLE = Duration.ofSeconds(75);
  private static final double SILENT = 0.01;
  private static final int CHANGING = 100;
  private static final long LOOK_EVERY = Duration.ofSeconds(10).toNanos();
  private static final double NANOS = 1e9;

  private final int devices;
  private final Field field;
  private final Findings findings;
  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private final List<Long> readNanos = new ArrayList<>();

  private Scale(int devices) {
    this.devices = devices;
    this.field = new Field(devices);
    this.findings = new Findings(field);
  }

  /** Takes the number of devices and for how many minutes to watch once all of them are known. */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 2) {
      System.err.println("usage: Scale <devices> <minutes>");
      System.exit(2);
    }
    new Scale(Integer.parseInt(args[0])).run(Integer.parseInt(args[1]));
  }

  private void run(int minutes) throws IOException, InterruptedException {
    field.silence(SILENT);
    try (IcmpProbe icmp = IcmpProbe.open();
        Monitor monitor =
            Monitor.builder()
                .devices(field.devices())
                .probe(icmp, Schedule.every(INTERVAL))
                .listener(findings)
                .build()) {
      monitor.start();
      await(System.nanoTime() + SETTLE.toNanos());
      findings.begin();
      Mark before = Mark.of(monitor);
      long began = System.nanoTime();
      for (int minute = 1; minute <= minutes; minute++) {
        field.change(CHANGING / 2, CHANGING / 2);
        long end = began + Duration.ofMinutes(minute).toNanos();
        while (end - System.nanoTime() > 0) {
          look(monitor);
          await(Math.min(end, System.nanoTime() + LOOK_EVERY));
        }
      }
      print(monitor, before, Mark.of(monitor));
    }
  }

  /** What was used and done so far. */
  private record Mark(long nanos, long cpuNanos, Map<String, Long> byThread, ProbeHealth probe) {
    static Mark of(Monitor monitor) {
      return new Mark(
          System.nanoTime(),
          ProcessUse.cpuNanos(),
          ProcessUse.cpuNanosByThread(),
          monitor.health().probes().get(0));
    }
  }

  /** Reads the whole board, as a console would. */
  private void look(Monitor monitor) {
    long began = System.nanoTime();
    StatusTree tree = monitor.board().tree();
    long down = tree.nodes().filter(node -> node.status().state() == DeviceState.DOWN).count();
    readNanos.add(System.nanoTime() - began);
    if (tree.size() != devices || down > devices) {
      throw new IllegalStateException("the board has " + tree.size() + " devices");
    }
  }

  private void print(Monitor monitor, Mark before, Mark after) {
    HealthReport health = monitor.health();
    double seconds = (after.nanos - before.nanos) / NANOS;
    double cpu = (after.cpuNanos - before.cpuNanos) / NANOS;
    long asked = after.probe.asked() - before.probe.asked();
    line(
        "devices",
        "%,d every %d s, %,d silent".formatted(devices, INTERVAL.toSeconds(), field.silent()));
    line("asked a second", "%,.0f for %,.0f s".formatted(asked / seconds, seconds));
    line(
        "processor",
        "%.1f %% of a core, %.1f us a ping".formatted(100 * cpu / seconds, cpu / asked * 1e6));
    line(
        "resident",
        "%,d MB, %,d MB at the most".formatted(resident(), ProcessUse.peakKilobytes() / 1_024));
    line("heap in use", "%,d MB".formatted(heapInUse()));
    for (LoopHealth loop : health.loops()) {
      if (loop.name().endsWith("schedule") || loop.name().endsWith("judge")) {
        line(
            "lateness p99, " + loop.name(),
            "%.1f ms".formatted(loop.latenessP99().toNanos() / 1e6));
      }
    }
    line("falsely down", "%d".formatted(findings.falselyDown()));
    line("changes found", "%d".formatted(findings.found()));
    line("first unanswered echo to DOWN, longest", text(findings.slowestOutage()));
    line("change to UP, longest", text(findings.slowestRecovery()));
    line(
        "not sent in time, stretched, void, broken",
        "%d, %d, %d, %d"
            .formatted(
                after.probe.missed() - before.probe.missed(),
                after.probe.stretched() - before.probe.stretched(),
                after.probe.voided() - before.probe.voided(),
                after.probe.broken() - before.probe.broken()));
    Collections.sort(readNanos);
    line(
        "board read, median and longest of " + readNanos.size(),
        "%.1f ms, %.1f ms"
            .formatted(
                readNanos.get(readNanos.size() / 2) / 1e6,
                readNanos.get(readNanos.size() - 1) / 1e6));
    line("health", "%s %s".formatted(health.status(), health.reasons()));
    after.byThread.forEach(
        (thread, nanos) -> {
          double share = (nanos - before.byThread.getOrDefault(thread, 0L)) / NANOS / seconds;
          if (share > 0.001) {
            line("thread " + thread, "%.1f %% of a core".formatted(100 * share));
          }
        });
  }

  private static long resident() {
    return ProcessUse.residentKilobytes() / 1_024;
  }

  private static long heapInUse() {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }

  private static String text(@Nullable Duration duration) {
    return duration == null ? "none" : "%.2f s".formatted(duration.toNanos() / NANOS);
  }

  private void line(String what, String value) {
    out.println("| " + what + " | " + value + " |");
  }

  private static void await(long untilNanos) {
    for (long left = untilNanos - System.nanoTime();
        left > 0;
        left = untilNanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
