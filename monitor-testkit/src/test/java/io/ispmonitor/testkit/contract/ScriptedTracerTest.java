package io.ispmonitor.testkit.contract;

import io.ispmonitor.diagnosis.PathTracer;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.ScriptedTracer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

class ScriptedTracerTest extends PathTracerContract {
  private final ManualTime time = ManualTime.startingAt(Instant.parse("2026-03-01T12:00:00Z"));

  @Override
  protected PathTracer newTracer() {
    return ScriptedTracer.in(time).set(answering(), ScriptedTracer.over(answering()));
  }

  @Override
  protected InetAddress answering() {
    return address(1);
  }

  @Override
  protected InetAddress silent() {
    return address(2);
  }

  private static InetAddress address(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  protected boolean pass(Duration atMost, CountDownLatch until) {
    time.advance(atMost);
    return until.getCount() == 0;
  }
}
