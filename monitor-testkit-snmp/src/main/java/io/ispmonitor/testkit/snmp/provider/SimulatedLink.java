package io.ispmonitor.testkit.snmp.provider;

import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.PingMetrics;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.testkit.Later;
import io.ispmonitor.testkit.ScriptedProbe;
import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;

/**
 * How long answers take: a base that drifts as the load of a link does, a jitter, and now and then
 * a queue. Not for use by several threads, and a probe is asked by one.
 */
final class SimulatedLink implements ScriptedProbe.Behaviour {
  private static final Layout LAYOUT = Layout.of(PingMetrics.ROUND_TRIP, PingMetrics.LOSS);
  private static final double DRIFT_PER_QUESTION = 0.35;
  private static final int ECHOES = 3;

  private final double baseSeconds;
  private final double lossShare;
  private final Random random;
  private double phase;

  private SimulatedLink(double baseSeconds, double lossShare, long seed) {
    this.baseSeconds = baseSeconds;
    this.lossShare = lossShare;
    this.random = new Random(seed);
    this.phase = random.nextDouble() * 2 * Math.PI;
  }

  /** A link that loses nothing. */
  static SimulatedLink steady(double baseSeconds, long seed) {
    return new SimulatedLink(baseSeconds, 0, seed);
  }

  /** A link that loses about a third of what is sent over it, but never all of a question. */
  static SimulatedLink lossy(double baseSeconds, long seed) {
    return new SimulatedLink(baseSeconds, 0.5, seed);
  }

  @Override
  public void take(Deadline deadline, Later later, Consumer<ProbeOutcome> outcome) {
    double roundTrip = roundTripSeconds();
    Duration wait = Duration.ofNanos((long) (roundTrip * 1e9));
    if (wait.compareTo(deadline.timeout()) > 0) {
      ScriptedProbe.silent().take(deadline, later, outcome);
      return;
    }
    Readings readings = Readings.of(LAYOUT, roundTrip, loss());
    later.after(wait, () -> outcome.accept(new ProbeOutcome.Answered(readings)));
  }

  /** One echo of a question always comes back. */
  private double loss() {
    int lost = 0;
    for (int echo = 1; echo < ECHOES; echo++) {
      lost += random.nextDouble() < lossShare ? 1 : 0;
    }
    return lost / (double) ECHOES;
  }

  private double roundTripSeconds() {
    phase += DRIFT_PER_QUESTION;
    double load = 1 + 0.25 * Math.sin(phase);
    double jitter = Math.abs(random.nextGaussian()) * 0.12;
    double queue = random.nextInt(25) == 0 ? 1.5 : 0;
    return baseSeconds * (load + jitter + queue);
  }
}
