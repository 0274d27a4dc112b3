package io.ispmonitor.testkit.path;

import static io.ispmonitor.testkit.path.World.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.Monitor;
import io.ispmonitor.device.Device;
import io.ispmonitor.diagnosis.Diagnosis;
import io.ispmonitor.extension.MonitorContext;
import io.ispmonitor.extension.MonitorExtension;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Question;
import io.ispmonitor.probe.Role;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.testkit.ScriptedProbe;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LifecycleTest {

  @Test
  @DisplayName("a monitor is started once, and says so when it is not")
  void startedOnce() {
    try (World world = new World().with(device("a"))) {
      world.monitor.start();
      String twice = assertThrows(IllegalStateException.class, world.monitor::start).getMessage();
      assertTrue(twice.contains("started already"), twice);
      world.monitor.close();
      world.monitor.close();
      String closed = assertThrows(IllegalStateException.class, world.monitor::start).getMessage();
      assertTrue(closed.contains("build another one"), closed);
    }
  }

  @Test
  @DisplayName("a monitor without a probe, or with two of one name, is refused with a sentence")
  void badBuilder() {
    String none =
        assertThrows(IllegalArgumentException.class, () -> Monitor.builder().build()).getMessage();
    assertTrue(none.contains("no probe"), none);
    try (World world = new World()) {
      String same =
          assertThrows(
                  IllegalArgumentException.class,
                  () ->
                      Monitor.builder()
                          .probe(world.probe, Schedule.every(World.INTERVAL))
                          .probe(world.probe, Schedule.every(World.INTERVAL)))
              .getMessage();
      assertTrue(same.contains("'scripted'"), same);
    }
  }

  @Test
  @Timeout(30)
  @DisplayName("close with 10,000 questions open cancels them all and leaves no thread")
  void closeWithOpenQuestions() throws Exception {
    NeverAnswering probe = new NeverAnswering(10_000);
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    List<Device> devices = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      devices.add(device("d" + i));
    }
    Monitor monitor =
        Monitor.builder()
            .devices(devices)
            .probe(probe, Schedule.every(Duration.ofHours(1)).timeout(Duration.ofMinutes(30)))
            .threads(work -> remember(threads, work))
            .build();
    monitor.start();
    assertTrue(probe.allAsked.await(25, TimeUnit.SECONDS), "all are asked");
    monitor.close();
    assertEquals(10_000, probe.cancelled.get());
    for (Thread thread : threads) {
      thread.join(2_000);
      assertFalse(thread.isAlive(), thread.getName());
    }
    assertEquals(13, threads.size(), "eleven loops, one to restore and one to cancel");
  }

  @Test
  @Timeout(20)
  @DisplayName(
      "a probe that hangs is left behind: others are asked on, it is named, close is quick")
  void hangingProbe() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch goesOn = new CountDownLatch(30);
    AtomicInteger hung = new AtomicInteger();
    Probe probe =
        new Asks() {
          @Override
          public Question start(Device device, Deadline deadline, Consumer<ProbeOutcome> outcome) {
            if (device.id().equals("bad")) {
              hung.incrementAndGet();
              awaitQuietly(never);
            }
            goesOn.countDown();
            outcome.accept(new ProbeOutcome.Silent(Duration.ZERO));
            return Question.DONE;
          }
        };
    Monitor monitor =
        Monitor.builder()
            .device(device("good"))
            .device(device("bad"))
            .probe(
                probe,
                Schedule.every(Duration.ofMillis(100))
                    .perDevice(
                        is -> is.id().equals("bad") ? Duration.ofHours(1) : Duration.ofMillis(100)))
            .stuckAfter(Duration.ofMillis(200))
            .build();
    try {
      monitor.start();
      assertTrue(goesOn.await(15, TimeUnit.SECONDS), "the good device is asked on and on");
      assertEquals(1, hung.get());
      String reasons = monitor.health().reasons().toString();
      assertTrue(reasons.contains("probe hanging"), reasons);
      assertTrue(reasons.contains("ispmonitor-schedule: was stuck in host code 1 times"), reasons);
    } finally {
      monitor.close();
      never.countDown();
    }
  }

  @Test
  @Timeout(20)
  @DisplayName("a listener that blocks is left behind; no other listener misses an event")
  void hangingListener() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch heard = new CountDownLatch(2);
    try (ScriptedProbe probe = ScriptedProbe.in(TimeSource.system());
        Monitor monitor =
            Monitor.builder()
                .device(device("a"))
                .device(device("b"))
                .probe(probe, Schedule.every(Duration.ofMillis(200)))
                .onStateChange(change -> awaitQuietly(never))
                .onStateChange(change -> heard.countDown())
                .stuckAfter(Duration.ofMillis(200))
                .build()) {
      monitor.start();
      assertTrue(heard.await(15, TimeUnit.SECONDS));
      String reasons = monitor.health().reasons().toString();
      assertTrue(reasons.contains("listener"), reasons);
      never.countDown();
    }
  }

  @Test
  @DisplayName("an extension that cannot attach keeps the monitor from starting, and all is closed")
  void badExtension() {
    List<String> log = new ArrayList<>();
    World world =
        new World(
            is -> is.with(new Extension("one", log, false)).with(new Extension("two", log, true)));
    try (world) {
      world.with(device("a"));
      String said = assertThrows(IllegalStateException.class, world.monitor::start).getMessage();
      assertTrue(said.contains("extension 'two' could not be attached"), said);
      assertEquals(List.of("one attached", "two attached", "one closed", "two closed"), log);
      world.passSeconds(60);
      assertEquals(List.of(), world.probe.asked());
    }
  }

  @Test
  @DisplayName("an extension lives with the monitor and gets at its parts")
  void extension() {
    List<String> log = new ArrayList<>();
    World world = new World(is -> is.with(new Extension("one", log, false)));
    try (world) {
      world.with(device("a")).settled();
      world.monitor.close();
      assertEquals(List.of("one attached", "one closed"), log);
    }
  }

  @Test
  @DisplayName("an extension reads the board, and has devices diagnosed once the monitor runs")
  void extensionLooks() {
    AtomicReference<MonitorContext> seen = new AtomicReference<>();
    List<Boolean> atOnce = new ArrayList<>();
    MonitorExtension extension =
        new MonitorExtension() {
          @Override
          public String name() {
            return "console";
          }

          @Override
          public void attach(MonitorContext monitor) {
            seen.set(monitor);
            atOnce.add(monitor.diagnose("a").isCompletedExceptionally());
          }
        };
    try (World world = new World(is -> is.with(extension)).with(device("a")).settled()) {
      MonitorContext context = seen.get();
      assertEquals(List.of(true), atOnce);
      assertEquals(1, context.board().tree().size());
      CompletableFuture<Diagnosis> diagnosis = context.diagnose("a");
      world.passSeconds(15);
      assertTrue(diagnosis.join().cause().isFine());
    }
  }

  private static Thread remember(Set<Thread> threads, Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    threads.add(thread);
    return thread;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A reachability probe to override. */
  private abstract static class Asks implements Probe {
    @Override
    public String name() {
      return "hanging";
    }

    @Override
    public Role role() {
      return Role.REACHABILITY;
    }
  }

  private static final class NeverAnswering extends Asks {
    final CountDownLatch allAsked;
    final AtomicInteger cancelled = new AtomicInteger();

    NeverAnswering(int devices) {
      allAsked = new CountDownLatch(devices);
    }

    @Override
    public Question start(Device device, Deadline deadline, Consumer<ProbeOutcome> outcome) {
      allAsked.countDown();
      return cancelled::incrementAndGet;
    }
  }

  private record Extension(String name, List<String> log, boolean fails)
      implements MonitorExtension {
    @Override
    public void attach(MonitorContext monitor) {
      log.add(name + " attached");
      if (fails) {
        throw new IllegalArgumentException("extension '" + name + "' has no token");
      }
      assertTrue(monitor.askNow("nobody") || monitor.inventory().size() == 1);
    }

    @Override
    public void close() {
      log.add(name + " closed");
    }
  }
}
