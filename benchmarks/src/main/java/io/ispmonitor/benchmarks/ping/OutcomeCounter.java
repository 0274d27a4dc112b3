package io.ispmonitor.benchmarks.ping;

import io.ispmonitor.icmp.EchoListener;
import io.ispmonitor.probe.ProbeOutcome;

/** Counts how echoes ended; written by the engine's thread. */
final class OutcomeCounter implements EchoListener {
  private volatile long answered;
  private volatile long unanswered;

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  public void answered(long token, long roundTripNanos) {
    answered++;
  }

  @Override
  public void answeredUntimed(long token) {
    answered(token, 0);
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  public void failed(long token, ProbeOutcome outcome) {
    unanswered++;
  }

  long answered() {
    return answered;
  }

  long unanswered() {
    return unanswered;
  }
}
