package io.ispmonitor.examples.demo;

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
  private static final double DRIFT_PER_QUESTION = 0.35;

  private final double baseSeconds;
  private final double lossShare;
  private final Random random;
  private double phase;
  private boolean lostLast;

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

  /** A link that loses about a third of the questions, but never two in a row. */
  static SimulatedLink lossy(double baseSeconds, long seed) {
    return new SimulatedLink(baseSeconds, 0.5, seed);
  }

  @Override
  public void take(Deadline deadline, Later later, Consumer<ProbeOutcome> outcome) {
    lostLast = !lostLast && random.nextDouble() < lossShare;
    ScriptedProbe.Behaviour now =
        lostLast ? ScriptedProbe.silent() : ScriptedProbe.answersAfter(roundTrip());
    now.take(deadline, later, outcome);
  }

  private Duration roundTrip() {
    phase += DRIFT_PER_QUESTION;
    double load = 1 + 0.25 * Math.sin(phase);
    double jitter = Math.abs(random.nextGaussian()) * 0.12;
    double queue = random.nextInt(25) == 0 ? 1.5 : 0;
    return Duration.ofNanos((long) (baseSeconds * (load + jitter + queue) * 1e9));
  }
}
