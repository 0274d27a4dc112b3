package io.ispmonitor.icmp;

import io.ispmonitor.device.Device;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.testkit.contract.ProbeContract;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** The engine over a socket of the test's own, in manual time. */
class IcmpProbeContractTest extends ProbeContract {
  private final EngineInABox box = new EngineInABox();

  @Override
  protected Probe newProbe() {
    box.silence(2);
    return new IcmpProbe("icmp", new EchoBackend(box.engine, 1, Duration.ofMillis(100)));
  }

  @Override
  protected Device answering() {
    return Device.of("answering", FakeEchoSocket.address(1));
  }

  @Override
  protected Device silent() {
    return Device.of("silent", FakeEchoSocket.address(2));
  }

  @Override
  protected TimeSource time() {
    return box.time;
  }

  @Override
  protected boolean pass(Duration atMost, CountDownLatch until) {
    Instant end = box.time.instant().plus(atMost);
    while (until.getCount() > 0 && box.time.instant().isBefore(end)) {
      box.advance(Duration.ofMillis(10));
    }
    return until.getCount() == 0;
  }
}
