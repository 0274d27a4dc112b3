package io.ispmonitor.testkit.failover;

import static io.ispmonitor.testkit.failover.Pair.LOCAL;
import static io.ispmonitor.testkit.failover.Pair.REMOTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.Monitor;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.failover.Failover;
import io.ispmonitor.failover.FailoverEvent;
import io.ispmonitor.failover.FailoverEvent.Checked;
import io.ispmonitor.failover.FailoverMode;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.testkit.ScriptedProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FailoverLifeTest {
  private final Pair pair = new Pair();

  @Test
  @DisplayName("a second start and a second close do nothing; after the close there is no start")
  void idempotent() {
    Failover<String> failover = pair.builder().build();
    failover.start();
    failover.start();
    pair.time.settle();
    assertEquals(1, pair.checks().size());
    failover.close();
    failover.close();
    pair.time.advance(Duration.ofHours(1));
    assertEquals(1, pair.checks().size());
    assertEquals(REMOTE, failover.current());
    assertFalse(failover.status().running());
    String said = assertThrows(IllegalStateException.class, failover::start).getMessage();
    assertEquals("failover 'orders' was closed and does not start again; build another one", said);
  }

  @Test
  @DisplayName("a close during a check interrupts it, waits for nothing and tells nothing of it")
  void closeDuringACheck() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Failover<String> failover =
        pair.own()
            .check(
                primary -> {
                  begun.countDown();
                  try {
                    new CountDownLatch(1).await();
                  } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                  }
                })
            .build();
    failover.start();
    pair.time.settle();
    assertTrue(begun.await(20, TimeUnit.SECONDS));
    failover.close();
    assertTrue(interrupted.await(20, TimeUnit.SECONDS));
    assertEquals(0, failover.status().counters().checks());
    assertEquals(List.of(), pair.events);
  }

  @Test
  @DisplayName("a close at the moment a check is due makes none")
  void closeWhenDue() {
    Failover<String> failover = pair.builder().build();
    failover.start();
    failover.reportFailure("at once");
    failover.close();
    pair.time.settle();
    assertEquals(List.of(), pair.events);
    assertFalse(failover.reportFailure("too late"));
  }

  @Test
  @DisplayName("without threads for checks the fallback is used, and the reason says why")
  void noThreads() {
    Failover<String> failover =
        pair.own()
            .threads(
                task -> {
                  throw new OutOfMemoryError("unable to create native thread");
                })
            .build();
    try (failover) {
      failover.start();
      pair.time.settle();
      assertEquals(LOCAL, failover.current());
      assertTrue(failover.health().detail().contains("unable to create native thread"));
    }
  }

  @Test
  @DisplayName("a listener that throws is heard of in the log and hurts no other")
  void listenerThrows() {
    Failover<String> failover =
        pair.builder()
            .listener(
                event -> {
                  throw new IllegalStateException("listener of a test");
                })
            .listener(
                event -> {
                  throw new NoClassDefFoundError("listener of a test");
                })
            .listener(pair.events::add)
            .build();
    try (failover) {
      failover.start();
      pair.time.settle();
      pair.nextChecks(2);
      assertEquals(6, pair.events.size(), "two listeners hear of three checks");
      assertEquals(REMOTE, failover.current());
    }
  }

  @Test
  @DisplayName("a listener that hangs holds up no check; the oldest events are dropped and counted")
  void listenerHangs() {
    List<Runnable> tellings = new ArrayList<>();
    AtomicInteger handed = new AtomicInteger();
    // Every first thing handed over is a check, the telling of events is kept back.
    Failover<String> failover =
        pair.builder()
            .executor(
                task -> {
                  if (handed.getAndIncrement() == 1) {
                    tellings.add(task);
                  } else {
                    task.run();
                  }
                })
            .build();
    try (failover) {
      failover.start();
      pair.time.settle();
      pair.nextChecks(1_999);
      assertEquals(2_000, failover.status().counters().checks());
      assertEquals(2_000 - 1_024, failover.status().counters().eventsLost());
      assertEquals(HealthStatus.DEGRADED, failover.health().status());
      tellings.get(0).run();
      assertEquals(1_024, pair.events.size());
      assertEquals(2_000, ((Checked) pair.lastEvent()).number());
      assertEquals(HealthStatus.HEALTHY, failover.health().status());
    }
  }

  @Test
  @DisplayName("a listener may set the mode, and the events come in their order")
  void listenerSetsTheMode() {
    List<Failover<String>> self = new ArrayList<>();
    Failover<String> failover =
        pair.builder()
            .listener(event -> self.get(0).mode(FailoverMode.FORCE_FALLBACK))
            .listener(pair.events::add)
            .build();
    self.add(failover);
    try (failover) {
      failover.start();
      pair.time.settle();
      assertEquals(LOCAL, failover.current());
      List<String> kinds =
          pair.events.stream().map(event -> event.getClass().getSimpleName()).toList();
      assertEquals(List.of("Checked", "Checked", "ModeSet", "ModeSet"), kinds);
    }
  }

  @Test
  @DisplayName("health is healthy, degraded on the fallback, and failing when nothing is checked")
  void health() {
    Failover<String> failover = pair.builder().build();
    assertEquals(HealthStatus.FAILING, failover.health().status());
    failover.start();
    pair.time.settle();
    assertEquals(HealthCheck.healthy("orders", "on the primary for 0 ms"), failover.health());
    pair.isAway = true;
    pair.nextChecks(4);
    assertEquals(
        HealthCheck.degraded(
            "orders",
            "on the fallback for 60 s; the last check: java.io.IOException: connection refused; the"
                + " fallback stays in use"),
        failover.health());
    pair.time.pause(Duration.ofMinutes(5));
    assertEquals(HealthStatus.FAILING, failover.health().status());
    failover.close();
    assertEquals(
        "it does not run, the primary is not checked; on the fallback for 360 s",
        failover.health().detail());
  }

  @Test
  @DisplayName("a monitor shows the health of a failover among the host's checks")
  void inAMonitor() {
    Inventory inventory = new Inventory();
    try (Failover<String> failover = pair.builder().build();
        ScriptedProbe probe = ScriptedProbe.over(inventory, pair.time);
        Monitor monitor =
            Monitor.builder()
                .inventory(inventory)
                .probe(probe, Schedule.every(Duration.ofSeconds(30)))
                .healthCheck(failover.name(), Duration.ofSeconds(10), failover::health)
                .time(pair.time)
                .build()) {
      pair.isAway = true;
      failover.start();
      monitor.start();
      pair.time.advance(Duration.ofSeconds(30));
      HealthCheck shown =
          monitor.health().checks().stream()
              .filter(check -> check.name().equals("orders"))
              .findFirst()
              .orElseThrow();
      assertEquals(HealthStatus.DEGRADED, shown.status());
    }
  }

  @Test
  @DisplayName("what cannot be is refused with a sentence")
  void refused() {
    assertEquals(
        "failover 'orders' has no check; add one, such as check(database -> database.ping())",
        said(() -> Failover.between("orders", REMOTE, LOCAL).build()));
    assertEquals(
        "failover 'orders': the timeout PT5S is longer than the interval PT1S; set a shorter"
            + " timeout",
        said(() -> pair.builder().interval(Duration.ofSeconds(1)).build()));
    assertEquals(
        "failover 'orders': failuresToLeave must be from 1 to 1000, was 0",
        said(() -> pair.builder().failuresToLeave(0)));
    assertEquals(
        "failover 'orders': dwell must be from PT0S to PT720H, was PT-1S",
        said(() -> pair.builder().dwell(Duration.ofSeconds(-1))));
    assertTrue(said(() -> Failover.between(" ", REMOTE, LOCAL)).contains("a name is one line"));
  }

  private static String said(Runnable code) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, code::run).getMessage());
  }

  @Test
  @DisplayName("readers on many threads see one of the two services during a thousand switches")
  void manyReaders() throws Exception {
    Failover<String> failover = pair.builder().listener(event -> {}).build();
    AtomicBoolean over = new AtomicBoolean();
    List<String> strange = Collections.synchronizedList(new ArrayList<>());
    CyclicBarrier ready = new CyclicBarrier(5);
    List<Thread> readers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread reader = new Thread(() -> read(failover, ready, over, strange));
      reader.start();
      readers.add(reader);
    }
    ready.await(20, TimeUnit.SECONDS);
    failover.start();
    for (int i = 0; i < 1_000; i++) {
      failover.mode(i % 2 == 0 ? FailoverMode.FORCE_FALLBACK : FailoverMode.FORCE_PRIMARY);
      assertEquals(i % 2 == 0 ? LOCAL : REMOTE, failover.current(), "at once for who has set it");
      pair.time.advance(Duration.ofMillis(500));
    }
    over.set(true);
    for (Thread reader : readers) {
      reader.join(20_000);
    }
    failover.close();
    assertEquals(List.of(), strange);
    assertEquals(1_000, failover.status().counters().switches());
    long told = pair.events.stream().filter(FailoverEvent::switched).count();
    long lost = failover.status().counters().eventsLost();
    assertTrue(
        told <= 1_000 && told >= 1_000 - lost,
        () -> "told of " + told + " switches, and lost " + lost + " events to the queue's bound");
  }

  private static void read(
      Failover<String> failover, CyclicBarrier ready, AtomicBoolean over, List<String> strange) {
    try {
      ready.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      strange.add(e.toString());
    }
    while (!over.get()) {
      String service = failover.current();
      if (!service.equals(REMOTE) && !service.equals(LOCAL)) {
        strange.add(service);
      }
      failover.reportFailure("a call of a test");
      if (failover.status().counters().checks() < 0) {
        strange.add("negative counter");
      }
    }
  }
}
