package io.ispmonitor.icmp;

import io.ispmonitor.diagnosis.PathTracer;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.contract.PathTracerContract;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

class IcmpTracerContractTest extends PathTracerContract {
  private final ManualTime time = ManualTime.startingAt(Instant.parse("2026-11-01T12:00:00Z"));

  @Override
  protected PathTracer newTracer() {
    return IcmpTracer.over(
        family -> {
          FakeEchoSocket socket = new FakeEchoSocket(time);
          socket.silent.add(FakeEchoSocket.low(2));
          return socket;
        },
        time,
        Thread::new);
  }

  @Override
  protected InetAddress answering() {
    return FakeEchoSocket.address(1);
  }

  @Override
  protected InetAddress silent() {
    return FakeEchoSocket.address(2);
  }

  @Override
  protected boolean pass(Duration atMost, CountDownLatch until) {
    time.advance(atMost);
    return until.getCount() == 0;
  }
}
