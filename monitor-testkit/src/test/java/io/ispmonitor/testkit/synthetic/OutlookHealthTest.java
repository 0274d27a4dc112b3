package io.ispmonitor.testkit.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Question;
import io.ispmonitor.synthetic.HttpProbe;
import io.ispmonitor.synthetic.HttpTarget;
import io.ispmonitor.synthetic.Outlook;
import io.ispmonitor.synthetic.TcpProbe;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OutlookHealthTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final FastClock clock = new FastClock();
  private final CountDownLatch resolving = new CountDownLatch(1);
  private final CountDownLatch hangs = new CountDownLatch(1);
  private final BlockingQueue<ProbeOutcome> outcomes = new LinkedBlockingQueue<>();
  private final Outlook outlook =
      Outlook.builder()
          .time(clock)
          .mostOpen(3)
          .lookupThreads(1)
          .mostLookups(1)
          .resolver(
              name -> {
                resolving.countDown();
                await(hangs);
                return Stranger.loopback();
              })
          .open();
  private final Probe byName =
      HttpProbe.over(outlook)
          .target(HttpTarget.get("http://portal.example/").lookUpName().build())
          .build();

  @AfterEach
  void close() {
    hangs.countDown();
    outlook.close();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Probe closedPort(String name) throws Exception {
    return TcpProbe.over(outlook).name(name).port(Stranger.closedPort()).build();
  }

  private Question ask(Probe probe, Consumer<ProbeOutcome> outcome) {
    return probe.start(Asking.DEVICE, new Deadline(clock.nanoTime(), LONG.toNanos()), outcome);
  }

  private ProbeOutcome next() throws InterruptedException {
    ProbeOutcome outcome = outcomes.poll(20, TimeUnit.SECONDS);
    assertNotNull(outcome, "no outcome");
    return outcome;
  }

  private static HealthCheck health(Probe probe) {
    return probe.health().get(0);
  }

  private static void assertSays(HealthStatus status, String words, Probe probe) {
    HealthCheck check = health(probe);
    assertEquals(status, check.status(), check.detail());
    assertTrue(check.detail().contains(words), check.detail());
  }

  @Test
  @DisplayName("a quiet outlook counts what waits")
  void quiet() throws Exception {
    assertEquals(
        HealthCheck.healthy(
            "a.outlook",
            "0 of at most 3 conversations open, 0 names wait to be looked up, 0 handshakes wait"),
        health(closedPort("a")));
  }

  @Test
  @DisplayName("questions turned away are told by every probe, as often as it is asked")
  void turnedAway() throws Exception {
    Probe one = closedPort("one");
    Probe other = closedPort("other");
    try (Stranger mute = Stranger.that((in, out, until) -> until.await())) {
      Probe patient = HttpProbe.over(outlook).target(HttpTarget.get(mute.url("/")).build()).build();
      Question first = ask(patient, outcomes::add);
      ask(patient, outcomes::add);
      ask(patient, outcomes::add);
      ask(one, outcomes::add);
      assertInstanceOf(ProbeOutcome.Broken.class, next());
      String words = "questions turned away: 1 in the last 5 min, 1 in all";
      for (Probe probe : List.of(one, other, one, other)) {
        assertSays(HealthStatus.DEGRADED, words, probe);
      }
      first.cancel();
      while (outlook.openConversations() > 2) {
        Thread.onSpinWait();
      }
      clock.forward(Duration.ofMinutes(4));
      turn(one);
      assertSays(HealthStatus.DEGRADED, words, one);
      clock.forward(Duration.ofMinutes(2));
      turn(one);
      assertSays(HealthStatus.HEALTHY, "2 of at most 3 conversations open", one);
    }
  }

  /** Afterwards the loop has seen the clock as it is now. */
  private void turn(Probe probe) throws InterruptedException {
    ask(probe, outcomes::add);
    assertInstanceOf(ProbeOutcome.Answered.class, next());
  }

  @Test
  @DisplayName("a stuck thread is named with where it stands")
  void stuck() throws Exception {
    CountDownLatch holding = new CountDownLatch(1);
    Probe probe = closedPort("a");
    ask(
        probe,
        outcome -> {
          holding.countDown();
          await(hangs);
        });
    await(holding);
    clock.forward(Duration.ofSeconds(5));
    assertSays(HealthStatus.FAILING, "no turn for ", probe);
    assertSays(HealthStatus.FAILING, "OutlookHealthTest.lambda$stuck", probe);
  }

  @Test
  @DisplayName("a look-up that hangs is told by name, and those refused behind it are counted")
  void hangingLookup() throws Exception {
    for (int i = 0; i < 3; i++) {
      ask(byName, outcomes::add);
    }
    assertInstanceOf(ProbeOutcome.Broken.class, next()); // one is under way, one waits
    await(resolving);
    String refused = "look-ups refused: 1 in the last 5 min, 1 in all";
    assertSays(HealthStatus.DEGRADED, refused, byName);
    clock.forward(Duration.ofSeconds(12));
    turn(closedPort("a"));
    assertSays(HealthStatus.DEGRADED, "the name 'portal.example' has been looked up for ", byName);
    assertSays(HealthStatus.DEGRADED, "1 names wait to be looked up", byName);
  }
}
