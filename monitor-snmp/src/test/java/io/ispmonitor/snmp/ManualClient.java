package io.ispmonitor.snmp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.testkit.ManualTime;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A client whose time passes when a test says so, while packets come when they come. */
final class ManualClient implements AutoCloseable {
  private static final int MOST_LOOKS = 60_000;

  private final ManualTime time = ManualTime.startingAt(Instant.parse("2026-03-01T12:00:00Z"));
  final SnmpClient client;

  ManualClient() {
    this(0);
  }

  ManualClient(int port) {
    this.client =
        SnmpClient.open(
            SnmpOptions.defaults()
                .time(time)
                .local(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .callbacks(Runnable::run));
  }

  /** Takes what comes in until this has happened. */
  void until(CountDownLatch happened) throws InterruptedException {
    for (int i = 0; i < MOST_LOOKS; i++) {
      time.settle();
      if (happened.await(1, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
    throw new AssertionError("it did not happen");
  }

  /** Takes what comes in until there is a reply, without any time passing for the client. */
  SnmpReply await(CompletableFuture<SnmpReply> reply) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    reply.thenRun(done::countDown);
    until(done);
    return reply.join();
  }

  void settle() {
    time.settle();
  }

  void pass(Duration duration) {
    time.advance(duration);
  }

  @Override
  public void close() {
    client.close();
    assertTrue(client.inFlight() == 0, "something is left under way");
  }
}
