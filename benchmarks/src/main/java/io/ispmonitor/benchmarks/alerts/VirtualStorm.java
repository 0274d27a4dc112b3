package io.ispmonitor.benchmarks.alerts;

import io.ispmonitor.Monitor;
import io.ispmonitor.alerting.Alerting;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.testkit.ManualTime;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The same storm in manual time, in which nothing takes any: what the design alone makes of it.
 *
 * <p>Writes one line: how many messages were delivered, how many milliseconds after the first
 * unanswered question the first came, and of the alerts how many are open, told, suppressed and
 * unexplained.
 */
public final class VirtualStorm {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final Duration SETTLE = Duration.ofMinutes(2);
  private static final Duration STORM = Duration.ofMinutes(5);

  private VirtualStorm() {}

  /** Arguments: how many towers, and how many radios behind each. */
  public static void main(String[] args) {
    Towers towers = new Towers(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
    ManualTime time = ManualTime.startingAt(START);
    CountingChannel channel = new CountingChannel(time);
    Alerting alerting = Alerting.builder().channel(channel).build();
    try (PowerProbe probe = new PowerProbe(time);
        Monitor monitor =
            Monitor.builder()
                .devices(towers.all())
                .probe(probe, Schedule.every(INTERVAL))
                .time(time)
                .with(alerting)
                .build()) {
      monitor.start();
      time.advance(SETTLE);
      probe.cutPower();
      time.advance(STORM);
      print(channel, probe.firstUnanswered(), Accounts.of(alerting));
    }
  }

  private static void print(
      CountingChannel channel, @Nullable Instant unanswered, Accounts accounts) {
    Instant first = channel.first();
    if (first == null || unanswered == null) {
      throw new IllegalStateException("nobody was told of anything: " + accounts);
    }
    long millis = Duration.between(unanswered, first).toMillis();
    new PrintStream(System.out, true, StandardCharsets.US_ASCII)
        .println(channel.delivered() + " " + millis + " " + accounts);
  }
}
