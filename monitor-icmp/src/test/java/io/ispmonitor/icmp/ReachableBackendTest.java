package io.ispmonitor.icmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Question;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Runs what is meant for Windows with a stand-in for the system call. */
class ReachableBackendTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ManualTime time = ManualTime.startingAt(Instant.EPOCH);
  private final BlockingQueue<ProbeOutcome> outcomes = new LinkedBlockingQueue<>();
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final IcmpProbe probe =
      new IcmpProbe("icmp", new ReachableBackend(this::reach, time, Threads::daemon, 1));

  /** Device 1 answers after 7 ms, 2 is silent, 3 fails, 4 keeps its thread until released. */
  private boolean reach(InetAddress address, int timeoutMillis) throws IOException {
    switch (address.getAddress()[3]) {
      case 1 -> time.advance(Duration.ofMillis(7));
      case 2 -> time.advance(Duration.ofMillis(timeoutMillis));
      case 3 -> throw new IOException("on purpose");
      default -> {
        entered.countDown();
        await(release);
      }
    }
    return address.getAddress()[3] == 1;
  }

  /** A thread inside the system call does not notice an interrupt, so this does not either. */
  private static void await(CountDownLatch latch) {
    boolean interrupted = false;
    for (boolean done = false; !done; ) {
      try {
        done = latch.await(30, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Question ask(int number) {
    return probe.start(
        Device.of("device-" + number, FakeEchoSocket.address(number)),
        new Deadline(time.nanoTime(), SECOND.toNanos()),
        outcomes::add);
  }

  private <T extends ProbeOutcome> T next(Class<T> kind) throws InterruptedException {
    return assertInstanceOf(kind, outcomes.poll(30, TimeUnit.SECONDS));
  }

  @AfterEach
  void close() {
    release.countDown();
    probe.close();
  }

  @Test
  @DisplayName("answer, silence and failure become outcomes")
  void outcomes() throws Exception {
    ask(1);
    assertEquals(0.007, next(ProbeOutcome.Answered.class).readings().value(0));
    ask(2);
    assertEquals(Duration.ofMillis(980), next(ProbeOutcome.Silent.class).waited());
    ask(3);
    assertTrue(next(ProbeOutcome.Broken.class).reason().contains("on purpose"));
  }

  @Test
  @DisplayName("a question that waited too long for a thread is void")
  void noThread() throws Exception {
    ask(4);
    await(entered);
    ask(1);
    time.advance(Duration.ofMillis(500));
    release.countDown();
    next(ProbeOutcome.Silent.class);
    assertTrue(next(ProbeOutcome.Void.class).reason().contains("one of 1 threads"));
  }

  @Test
  @DisplayName("beyond the bound questions are broken at once, and the queue shows in the health")
  void full() throws Exception {
    ask(4);
    await(entered);
    for (int i = 0; i < ReachableBackend.QUEUE; i++) {
      ask(1);
    }
    ask(1);
    assertTrue(next(ProbeOutcome.Broken.class).reason().contains("10000 questions wait"));
    assertSame(HealthStatus.DEGRADED, probe.health().get(0).status());
  }

  @Test
  @DisplayName("closing ends waiting questions as void, and later ones too")
  void closing() throws Exception {
    ask(4);
    await(entered);
    ask(1);
    probe.close();
    next(ProbeOutcome.Void.class);
    ask(1);
    next(ProbeOutcome.Void.class);
  }

  @Test
  @DisplayName("a question that is called off is heard of no more")
  void cancel() throws Exception {
    ask(4);
    await(entered);
    ask(1).cancel();
    ask(3);
    release.countDown();
    next(ProbeOutcome.Silent.class);
    next(ProbeOutcome.Broken.class);
    assertTrue(outcomes.isEmpty());
  }

  @Test
  @DisplayName("options that isReachable cannot follow are refused")
  void options() {
    TimeSource system = TimeSource.system();
    for (EchoOptions options :
        new EchoOptions[] {
          EchoOptions.DEFAULT.withDscp(1),
          EchoOptions.DEFAULT.withDontFragment(true),
          EchoOptions.DEFAULT.withPayloadBytes(100)
        }) {
      assertThrows(
          IllegalArgumentException.class,
          () -> ReachableBackend.open("icmp", 1, options, system, Threads::daemon));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> ReachableBackend.open("icmp", 2, EchoOptions.DEFAULT, system, Threads::daemon));
    ReachableBackend.open("icmp", 1, EchoOptions.DEFAULT, system, Threads::daemon).close();
  }
}
