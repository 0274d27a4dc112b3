package io.ispmonitor.testkit.synthetic;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.ispmonitor.device.Device;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.probe.ProbeOutcome;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Asks a probe about loopback and waits for the outcome. */
final class Asking {
  static final Device DEVICE = Device.of("server", Stranger.loopback());

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final long PATIENCE_SECONDS = 30;

  private Asking() {}

  /** With a deadline that no honest server misses. */
  static ProbeOutcome ask(Probe probe) throws InterruptedException {
    return ask(probe, LONG);
  }

  static ProbeOutcome ask(Probe probe, Duration timeout) throws InterruptedException {
    BlockingQueue<ProbeOutcome> outcomes = new LinkedBlockingQueue<>();
    probe.start(DEVICE, deadline(timeout), outcomes::add);
    ProbeOutcome outcome = outcomes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertNotNull(outcome, "no outcome");
    return outcome;
  }

  static Deadline deadline(Duration timeout) {
    return new Deadline(System.nanoTime(), timeout.toNanos());
  }

  /** The value of a column of the probe itself. */
  static double value(Readings readings, String metric) {
    return readings.value(readings.layout().indexOf(metric, ""));
  }

  /** The reason of an outcome that has one. */
  static String reason(ProbeOutcome outcome) {
    if (outcome instanceof ProbeOutcome.Refused refused) {
      return refused.reason();
    }
    if (outcome instanceof ProbeOutcome.Partial partial) {
      return partial.reason();
    }
    if (outcome instanceof ProbeOutcome.Broken broken) {
      return broken.reason();
    }
    if (outcome instanceof ProbeOutcome.Void nothing) {
      return nothing.reason();
    }
    return "no reason: " + outcome;
  }
}
