package io.ispmonitor.benchmarks.ping;

import io.ispmonitor.icmp.EchoEngine;
import io.ispmonitor.icmp.EchoListener;
import io.ispmonitor.icmp.EchoOptions;
import io.ispmonitor.icmp.EchoRequest;
import io.ispmonitor.probe.ProbeOutcome;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Our echo engine. */
final class EnginePinger implements Pinger {
  private static final long TIMEOUT_NANOS = Duration.ofSeconds(1).toNanos();

  private final EchoEngine engine;

  EnginePinger(EchoOptions options) {
    this.engine = EchoEngine.open(options);
  }

  @Override
  public long[] round(InetAddress[] addresses, int perSecond) throws InterruptedException {
    Ends ends = new Ends(addresses.length);
    Pace pace = perSecond == 0 ? null : new Pace(perSecond);
    for (int i = 0; i < addresses.length; i++) {
      if (pace != null) {
        pace.next();
      }
      ask(addresses[i], ends, i);
    }
    ends.all.await();
    return ends.roundTripNanos;
  }

  private void ask(InetAddress to, EchoListener listener, int token) {
    long now = System.nanoTime();
    engine.ask(new EchoRequest(to, now, TIMEOUT_NANOS, EchoRequest.NO_END), listener, token);
  }

  /** Asks all of them again and again at a pace until interrupted; what comes back is counted. */
  void askForEver(InetAddress[] addresses, int perSecond, OutcomeCounter counter) {
    Pace pace = new Pace(perSecond);
    for (int i = 0; !Thread.currentThread().isInterrupted(); i = (i + 1) % addresses.length) {
      pace.next();
      ask(addresses[i], counter, i);
    }
  }

  @Override
  public void close() {
    engine.close();
  }

  /** How the echoes of a round ended. */
  private static final class Ends implements EchoListener {
    final long[] roundTripNanos;
    final CountDownLatch all;

    Ends(int count) {
      this.roundTripNanos = new long[count];
      this.all = new CountDownLatch(count);
    }

    @Override
    public void answered(long token, long nanos) {
      end(token, nanos);
    }

    @Override
    public void answeredUntimed(long token) {
      end(token, 0);
    }

    @Override
    public void failed(long token, ProbeOutcome outcome) {
      boolean down =
          outcome instanceof ProbeOutcome.Silent || outcome instanceof ProbeOutcome.Refused;
      end(token, down ? SILENT : UNDECIDED);
    }

    private void end(long token, long result) {
      roundTripNanos[(int) token] = result;
      all.countDown();
    }
  }
}
