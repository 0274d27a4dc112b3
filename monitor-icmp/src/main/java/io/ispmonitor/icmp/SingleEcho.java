package io.ispmonitor.icmp;

import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.ProbeOutcome;
import java.util.function.Consumer;

/** A question of one echo. */
final class SingleEcho implements EchoListener {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Consumer<ProbeOutcome> outcome;

  SingleEcho(Consumer<ProbeOutcome> outcome) {
    this.outcome = outcome;
  }

  @Override
  public void answered(long token, long roundTripNanos) {
    double seconds = roundTripNanos / NANOS_PER_SECOND;
    outcome.accept(new ProbeOutcome.Answered(Readings.of(IcmpMetrics.SINGLE, seconds, 0)));
  }

  @Override
  public void answeredUntimed(long token) {
    outcome.accept(
        new ProbeOutcome.Answered(
            Readings.in(IcmpMetrics.SINGLE).gap(0, Gap.CLOCK_STEP).set(1, 0).build()));
  }

  @Override
  public void failed(long token, ProbeOutcome failure) {
    outcome.accept(failure);
  }
}
