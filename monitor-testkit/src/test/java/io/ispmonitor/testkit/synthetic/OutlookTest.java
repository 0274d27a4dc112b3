package io.ispmonitor.testkit.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Question;
import io.ispmonitor.synthetic.DnsProbe;
import io.ispmonitor.synthetic.DnsTarget;
import io.ispmonitor.synthetic.DnsType;
import io.ispmonitor.synthetic.HttpProbe;
import io.ispmonitor.synthetic.HttpTarget;
import io.ispmonitor.synthetic.Outlook;
import io.ispmonitor.synthetic.TcpProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OutlookTest {
  private static final Duration LONG = Duration.ofSeconds(25);
  private static final byte[] ADDRESS = Oracle.record(1, 192, 0, 2, 7);

  private final BlockingQueue<ProbeOutcome> outcomes = new LinkedBlockingQueue<>();

  private ProbeOutcome next() throws InterruptedException {
    ProbeOutcome outcome = outcomes.poll(30, TimeUnit.SECONDS);
    assertNotNull(outcome, "no outcome");
    return outcome;
  }

  @Test
  @DisplayName("two thousand conversations are open at once on one thread, and all are answered")
  void thousands() throws Exception {
    int count = 2_000;
    CountDownLatch all = new CountDownLatch(count);
    Semaphore unread = new Semaphore(100); // more than fit into its socket would be lost
    try (Outlook outlook = Outlook.open();
        Oracle oracle =
            Oracle.that(
                question -> {
                  unread.release();
                  all.countDown();
                  return all.getCount() > 0 ? List.of() : List.of(question);
                })) {
      DnsTarget target = DnsTarget.of("example.net", DnsType.A).port(oracle.port());
      Probe probe = DnsProbe.over(outlook).target(target).build();
      List<Question> questions = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        assertTrue(unread.tryAcquire(30, TimeUnit.SECONDS), "the oracle reads no more");
        questions.add(probe.start(Asking.DEVICE, Asking.deadline(LONG), outcomes::add));
      }
      assertInstanceOf(ProbeOutcome.Partial.class, next()); // the last one, by a wrong answer
      assertEquals(count - 1, outlook.openConversations());
      questions.forEach(Question::cancel);
    }
  }

  @Test
  @DisplayName("beyond the bound a question is broken at once, and health tells")
  void bound() throws Exception {
    try (Outlook outlook = Outlook.builder().mostOpen(2).open();
        Oracle mute = Oracle.that(question -> List.of())) {
      Probe probe = asking(outlook, mute);
      Question first = probe.start(Asking.DEVICE, Asking.deadline(LONG), outcomes::add);
      probe.start(Asking.DEVICE, Asking.deadline(LONG), outcomes::add);
      assertEquals(HealthStatus.HEALTHY, probe.health().get(0).status());

      probe.start(Asking.DEVICE, Asking.deadline(LONG), outcomes::add);
      assertEquals(
          new ProbeOutcome.Broken(
              "2 conversations are open already; ask slower or raise mostOpen", null),
          next());
      assertEquals(HealthStatus.DEGRADED, probe.health().get(0).status());

      first.cancel();
      ProbeOutcome silent;
      do { // until the cancelled one has made room
        probe.start(Asking.DEVICE, Asking.deadline(Duration.ofMillis(500)), outcomes::add);
        silent = next();
      } while (silent instanceof ProbeOutcome.Broken);
      assertInstanceOf(ProbeOutcome.Silent.class, silent);
    }
  }

  @Test
  @DisplayName("closing makes what is open void, and what is asked afterwards too")
  void close() throws Exception {
    Outlook outlook = Outlook.open();
    try (Oracle mute = Oracle.that(question -> List.of())) {
      Probe probe = asking(outlook, mute);
      probe.start(Asking.DEVICE, Asking.deadline(LONG), outcomes::add);
      outlook.close();
      probe.start(Asking.DEVICE, Asking.deadline(LONG), outcomes::add);
      assertEquals(new ProbeOutcome.Void("the outlook was closed"), next());
      assertEquals(new ProbeOutcome.Void("the outlook was closed"), next());
      assertEquals(HealthStatus.FAILING, probe.health().get(0).status());
      outlook.close();
      assertEquals(0, outlook.openConversations());
    }
  }

  @Test
  @DisplayName("calling a question off closes its connection and brings no outcome")
  void cancel() throws Exception {
    CountDownLatch hungUp = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    try (Outlook outlook = Outlook.open();
        Stranger server =
            Stranger.that(
                (in, out, until) -> {
                  Stranger.readRequest(in);
                  asked.countDown();
                  if (in.read() < 0) {
                    hungUp.countDown();
                  }
                })) {
      Probe probe = HttpProbe.over(outlook).target(HttpTarget.get(server.url("/")).build()).build();
      Question question = probe.start(Asking.DEVICE, Asking.deadline(LONG), outcomes::add);
      assertTrue(asked.await(10, TimeUnit.SECONDS));
      question.cancel();
      assertTrue(hungUp.await(10, TimeUnit.SECONDS));
    }
    assertTrue(outcomes.isEmpty());
  }

  @Test
  @DisplayName(
      "outcomes come on the thread ispmonitor-synthetic; one that throws hurts nobody else")
  void threadName() throws Exception {
    AtomicReference<String> thread = new AtomicReference<>();
    try (Outlook outlook = Outlook.open()) {
      Probe probe = TcpProbe.over(outlook).port(Stranger.closedPort()).build();
      CountDownLatch thrown = new CountDownLatch(1);
      probe.start(
          Asking.DEVICE,
          Asking.deadline(LONG),
          outcome -> {
            thread.set(Thread.currentThread().getName());
            thrown.countDown();
            throw new IllegalStateException("a listener of the test that fails");
          });
      assertTrue(thrown.await(10, TimeUnit.SECONDS));
      assertEquals("ispmonitor-synthetic", thread.get());
      assertInstanceOf(ProbeOutcome.Answered.class, Asking.ask(probe));
    }
  }

  @Test
  @DisplayName("an answer that came in time counts, although another one held up its reading")
  void heldUp() throws Exception {
    Duration timeout = Duration.ofSeconds(1);
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch held = new CountDownLatch(1);
    try (Outlook outlook = Outlook.open();
        Oracle oracle =
            Oracle.that(
                question -> {
                  asked.countDown();
                  await(held);
                  return List.of(Oracle.answer(question, Oracle.ANSWER, ADDRESS));
                })) {
      Probe holder = TcpProbe.over(outlook).port(Stranger.closedPort()).build();
      Deadline deadline = Asking.deadline(timeout);
      asking(outlook, oracle).start(Asking.DEVICE, deadline, outcomes::add);
      await(asked);
      holder.start(
          Asking.DEVICE,
          Asking.deadline(LONG),
          outcome -> {
            held.countDown(); // the answer comes at once
            while (System.nanoTime() - deadline.atNanos() < 0) {
              LockSupport.parkNanos(1_000_000);
            }
          });
      assertInstanceOf(ProbeOutcome.Answered.class, next());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(10, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Probe asking(Outlook outlook, Oracle oracle) {
    return DnsProbe.over(outlook)
        .target(DnsTarget.of("example.net", DnsType.A).port(oracle.port()))
        .build();
  }
}
