package io.ispmonitor.testkit.path;

import static io.ispmonitor.testkit.path.World.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.Monitor;
import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.health.DiskHealth;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.health.HealthLimits;
import io.ispmonitor.health.HealthReport;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.health.LoopHealth;
import io.ispmonitor.health.ProcessHealth;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.testkit.ScriptedProbe;
import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the host wants to see in the health report: checks of its own, limits, disks. */
class OwnHealthChecksTest {
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final HealthCheck FINE = HealthCheck.healthy("db", "12 connections");

  private static HealthCheck check(Monitor monitor, String name) {
    return monitor.health().check(name).orElseThrow();
  }

  /** A monitor with this check of the host's own. */
  private static World billing(Callable<HealthCheck> check) {
    return new World(is -> is.healthCheck("billing", EVERY, check));
  }

  @Test
  @DisplayName("a check of the host's own is asked every so often and stands under its own name")
  void asked() {
    AtomicInteger asked = new AtomicInteger();
    World world =
        billing(
            () -> {
              asked.incrementAndGet();
              return FINE;
            });
    try (world) {
      assertEquals("not asked yet", check(world.monitor, "billing").detail());
      world.monitor.start();
      world.passSeconds(1);
      assertEquals(new HealthCheck("billing", HealthStatus.HEALTHY, "12 connections"), said(world));
      world.passSeconds(60);
      assertEquals(7, asked.get());
      for (int i = 0; i < 100; i++) {
        world.monitor.health();
      }
      assertEquals(7, asked.get(), "a report shows what was said before");
    }
  }

  private static HealthCheck said(World world) {
    return check(world.monitor, "billing");
  }

  @Test
  @DisplayName("a check that throws is failing with the words of its exception, until it is not")
  void throwing() {
    AtomicInteger asked = new AtomicInteger();
    World world =
        billing(
            () -> {
              if (asked.incrementAndGet() == 1) {
                throw new IOException("connection refused " + "x".repeat(10_000));
              }
              return FINE;
            });
    try (world) {
      world.monitor.start();
      world.passSeconds(1);
      assertEquals(HealthStatus.FAILING, said(world).status());
      assertTrue(said(world).detail().contains("connection refused"), said(world).detail());
      assertEquals(2_000, said(world).detail().length());
      assertEquals(HealthStatus.FAILING, world.monitor.health().status());
      world.passSeconds(10);
      assertEquals(HealthStatus.HEALTHY, world.monitor.health().status());
    }
  }

  @Test
  @DisplayName("a check that returns nothing is failing")
  void nothing() {
    try (World world = new World(OwnHealthChecksTest::checkedByNothing)) {
      world.monitor.start();
      world.passSeconds(1);
      assertEquals(HealthStatus.FAILING, said(world).status());
      assertEquals("it returned null", said(world).detail());
    }
  }

  @SuppressWarnings("NullAway") // this is what is tested
  private static MonitorBuilder checkedByNothing(MonitorBuilder builder) {
    return builder.healthCheck("billing", EVERY, () -> null);
  }

  @Test
  @DisplayName("names that are blank or taken and odd intervals are refused")
  void refused() {
    MonitorBuilder builder = Monitor.builder().healthCheck("billing", EVERY, () -> FINE);
    for (String name : new String[] {"", "billing"}) {
      assertThrows(
          IllegalArgumentException.class, () -> builder.healthCheck(name, EVERY, () -> FINE));
    }
    for (Duration every : new Duration[] {Duration.ofMillis(999), Duration.ofDays(2)}) {
      assertThrows(
          IllegalArgumentException.class, () -> builder.healthCheck("other", every, () -> FINE));
    }
  }

  @Test
  @Timeout(60)
  @DisplayName("checks that hang keep neither a report nor the others waiting, and come back")
  void hanging() throws InterruptedException {
    CountDownLatch until = new CountDownLatch(1);
    AtomicInteger hung = new AtomicInteger();
    AtomicInteger asked = new AtomicInteger();
    MonitorBuilder builder =
        Monitor.builder()
            .device(device("a"))
            .stuckAfter(Duration.ofMillis(200))
            .healthCheck(
                "first word",
                Duration.ofSeconds(1),
                () -> {
                  if (hung.incrementAndGet() > 1) {
                    until.await();
                  }
                  return FINE;
                });
    for (int i = 0; i < 3; i++) {
      builder.healthCheck("hangs " + i, Duration.ofSeconds(1), () -> waited(until));
    }
    builder.healthCheck(
        "last",
        Duration.ofSeconds(1),
        () -> HealthCheck.healthy("", String.valueOf(asked.incrementAndGet())));
    try (ScriptedProbe probe = ScriptedProbe.in(TimeSource.system()).forgetful();
        Monitor monitor = builder.probe(probe, Schedule.every(Duration.ofSeconds(1))).build()) {
      monitor.start();
      await(monitor, "first word", is -> is.detail().contains("to ask it again hangs for"));
      HealthCheck stale = check(monitor, "first word");
      assertEquals(HealthStatus.DEGRADED, stale.status());
      assertTrue(stale.detail().startsWith("12 connections (said "), stale.detail());
      await(monitor, "hangs 2", is -> is.detail().startsWith("has not answered yet; to ask it"));
      int before = asked.get();
      await(monitor, "last", is -> Integer.parseInt(is.detail()) > before + 2);
      HealthCheck part = check(monitor, "host code: health of check hangs 2");
      assertTrue(part.detail().contains("1 threads hang in it: for "), part.detail());
      assertTrue(part.detail().contains(OwnHealthChecksTest.class.getName()), part.detail());
      LoopHealth loop =
          monitor.health().loops().stream()
              .filter(is -> is.name().equals("ispmonitor-health"))
              .findFirst()
              .orElseThrow();
      assertTrue(loop.stack().toString().contains(OwnHealthChecksTest.class.getName()), "" + loop);
      assertTrue(loop.stack().size() <= 20, loop.toString());
      until.countDown();
      await(monitor, "hangs 2", is -> is.status() == HealthStatus.HEALTHY);
      await(monitor, "first word", is -> is.detail().equals("12 connections"));
    }
  }

  private static HealthCheck waited(CountDownLatch until) throws InterruptedException {
    until.await();
    return FINE;
  }

  /** Asks again and again; each report has to be there at once, whoever hangs. */
  private static void await(Monitor monitor, String name, Predicate<HealthCheck> wanted)
      throws InterruptedException {
    BlockingQueue<String> nothing = new LinkedBlockingQueue<>();
    while (!wanted.test(check(monitor, name))) {
      nothing.poll(50, TimeUnit.MILLISECONDS);
    }
  }

  @Test
  @DisplayName("while a check takes its time its loop is degraded, not failing")
  void slow() {
    AtomicReference<World> in = new AtomicReference<>();
    AtomicReference<HealthReport> during = new AtomicReference<>();
    World world =
        billing(
            () -> {
              in.get().time.pause(Duration.ofSeconds(6));
              during.set(in.get().monitor.health());
              return FINE;
            });
    try (world) {
      in.set(world);
      world.monitor.start();
      world.passSeconds(1);
      HealthCheck loop = during.get().check("ispmonitor-health").orElseThrow();
      assertEquals(HealthStatus.DEGRADED, loop.status(), loop.toString());
      assertTrue(
          loop.detail().startsWith("waits for health of check billing for 6 s"), loop.toString());
    }
  }

  @Test
  @DisplayName("a heap that collections leave full is complained of, by the limits")
  void heap() {
    HealthLimits degraded = HealthLimits.defaults().heap(1e-9, 1);
    try (World world = new World(is -> is.healthLimits(degraded)).settled()) {
      collect(world);
      HealthCheck memory = check(world.monitor, "memory");
      assertEquals(HealthStatus.DEGRADED, memory.status());
      assertTrue(memory.detail().startsWith("no collection left less than "), memory.detail());
    }
    HealthLimits failing = HealthLimits.defaults().heap(1e-9, 1e-9);
    try (World world = new World(is -> is.healthLimits(failing)).settled()) {
      collect(world);
      assertEquals(HealthStatus.FAILING, check(world.monitor, "memory").status());
    }
    try (World world = new World().settled()) {
      collect(world);
      assertEquals(HealthStatus.HEALTHY, check(world.monitor, "memory").status());
      ProcessHealth process = world.monitor.health().process();
      assertTrue(process.heapUsed() > 0 && process.heapUsed() <= process.heapCommitted());
      assertTrue(process.heapCommitted() <= process.heapMax(), process.toString());
      Double held = process.heapShareHeld();
      assertTrue(held != null && held > 0 && held < 1, process.toString());
    }
  }

  /** Has the heap looked at before a collection and after it. */
  private static void collect(World world) {
    byte[] garbage = new byte[32 << 20];
    assertEquals(32 << 20, garbage.length);
    world.passSeconds(1);
    garbage = new byte[0];
    assertEquals(0, garbage.length);
    System.gc();
    world.passSeconds(1);
  }

  @Test
  @DisplayName("the use of processors is told, and complained of where a limit is set")
  void processor() {
    HealthLimits limits = HealthLimits.defaults().cpuShare(1e-9);
    try (World world = new World(is -> is.healthLimits(limits))) {
      Duration before = cpu();
      while (cpu().minus(before).toMillis() < 50) {
        world.monitor.health();
      }
      world.monitor.start();
      world.pass(Duration.ofMinutes(2));
      ProcessHealth process = world.monitor.health().process();
      assertNotNull(process.cpuTime());
      Double share = process.cpuShare();
      assertTrue(share != null && share > 0, process.toString());
      assertEquals(HealthStatus.DEGRADED, check(world.monitor, "cpu").status());
    }
  }

  private static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
  }

  @Test
  @DisplayName("disks are judged by what is left; one that cannot be looked at is failing")
  void disks(@TempDir Path there) {
    Path missing = there.resolve("nothing/here");
    try (World world = new World(is -> is.disk(there).disk(missing))) {
      assertNull(world.monitor.health().process().disks().get(0).seenAt());
      world.monitor.start();
      world.passSeconds(1);
      DiskHealth disk = world.monitor.health().process().disks().get(0);
      assertEquals(there.toString(), disk.path());
      Long usable = disk.usableBytes();
      Long total = disk.totalBytes();
      assertTrue(usable != null && total != null && usable <= total, disk.toString());
      HealthCheck lost = check(world.monitor, "disk " + missing);
      assertEquals(HealthStatus.FAILING, lost.status());
      assertTrue(lost.detail().startsWith("cannot be looked at: "), lost.detail());
    }
    assertEquals(HealthStatus.HEALTHY, left(there, 0, 0));
    assertEquals(HealthStatus.DEGRADED, left(there, Long.MAX_VALUE, 0));
    assertEquals(HealthStatus.FAILING, left(there, Long.MAX_VALUE, Long.MAX_VALUE));
  }

  private static HealthStatus left(Path path, long degraded, long failing) {
    HealthLimits limits = HealthLimits.defaults().diskShare(0, 0).diskBytes(degraded, failing);
    try (World world = new World(is -> is.disk(path).healthLimits(limits)).settled()) {
      HealthCheck check = check(world.monitor, "disk " + path);
      assertFalse(check.detail().isBlank());
      return check.status();
    }
  }

  @Test
  @DisplayName("limits out of range or order are refused")
  void limits() {
    HealthLimits limits = HealthLimits.defaults();
    assertThrows(IllegalArgumentException.class, () -> limits.heap(0.9, 0.8));
    assertThrows(IllegalArgumentException.class, () -> limits.heap(Double.NaN, 1));
    assertThrows(IllegalArgumentException.class, () -> limits.heap(0.9, 1.1));
    assertThrows(IllegalArgumentException.class, () -> limits.diskBytes(1, 2));
    assertThrows(IllegalArgumentException.class, () -> limits.diskShare(0.1, -0.1));
    assertThrows(IllegalArgumentException.class, () -> limits.cpuShare(0));
  }
}
