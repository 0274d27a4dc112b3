package io.ispmonitor.benchmarks.alerts;

import io.ispmonitor.Monitor;
import io.ispmonitor.alerting.Alerting;
import io.ispmonitor.alerting.channel.WebhookChannel;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.secret.Secret;
import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A monitor that watches towers and their radios and tells a webhook, until their power is cut.
 *
 * <p>What it can be asked, a line each: {@code up} gives how many devices are up; {@code cut} cuts
 * the power of all; {@code look} gives when the first unanswered question was sent, in microseconds
 * since 1970, and of the alerts how many are open, told, suppressed and unexplained.
 */
public final class RealStorm {
  private final PowerProbe probe;
  private final Monitor monitor;
  private final Alerting alerting;

  private RealStorm(PowerProbe probe, Monitor monitor, Alerting alerting) {
    this.probe = probe;
    this.monitor = monitor;
    this.alerting = alerting;
  }

  /**
   * Runs until its standard input ends. Arguments: how many towers, how many radios behind each,
   * the interval in seconds, and the address of the webhook.
   */
  public static void main(String[] args) throws IOException {
    Towers towers = new Towers(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
    Duration interval = Duration.ofSeconds(Integer.parseInt(args[2]));
    Alerting alerting = Alerting.builder().channel(webhook(args[3])).build();
    try (PowerProbe probe = new PowerProbe(TimeSource.system());
        Monitor monitor =
            Monitor.builder()
                .devices(towers.all())
                .probe(probe, Schedule.every(interval))
                .with(alerting)
                .build()) {
      monitor.start();
      LineServer.serve(new RealStorm(probe, monitor, alerting)::answer);
    }
  }

  /** On this machine, so it has to be allowed. */
  private static WebhookChannel webhook(String url) {
    return WebhookChannel.builder("webhook", Secret.of(url))
        .allowPlainHttp(true)
        .allowPrivateAddresses(true)
        .build();
  }

  private String answer(String command) {
    switch (command) {
      case "up" -> {
        return monitor.counts().getOrDefault(DeviceState.UP, 0).toString();
      }
      case "cut" -> {
        probe.cutPower();
        return "1";
      }
      case "look" -> {
        return firstUnansweredMicros() + " " + Accounts.of(alerting);
      }
      default -> throw LineServer.unknown(command);
    }
  }

  private long firstUnansweredMicros() {
    Instant first = probe.firstUnanswered();
    return first == null ? 0 : ChronoUnit.MICROS.between(Instant.EPOCH, first);
  }
}
