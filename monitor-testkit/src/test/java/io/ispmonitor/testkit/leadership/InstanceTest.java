package io.ispmonitor.testkit.leadership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.Monitor;
import io.ispmonitor.device.Device;
import io.ispmonitor.extension.MonitorContext;
import io.ispmonitor.extension.MonitorExtension;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.instance.Instance;
import io.ispmonitor.instance.InstanceBuilder;
import io.ispmonitor.instance.InstanceListener;
import io.ispmonitor.instance.Takeover;
import io.ispmonitor.instance.Tenure;
import io.ispmonitor.leadership.Leadership;
import io.ispmonitor.leadership.Standing;
import io.ispmonitor.leadership.lease.InMemoryLeaseStore;
import io.ispmonitor.leadership.lease.InstanceMode;
import io.ispmonitor.leadership.lease.InstanceStatus;
import io.ispmonitor.leadership.lease.Lease;
import io.ispmonitor.leadership.lease.LeaseStore;
import io.ispmonitor.metric.InMemoryMetricStore;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.InMemoryStateLog;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.ScriptedProbe;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InstanceTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final ManualTime time = ManualTime.startingAt(NOON);
  private final LeaseStore leases = new InMemoryLeaseStore(time::instant);
  private final InMemoryStateLog states = InMemoryStateLog.create();
  private final List<Program> programs = new ArrayList<>();

  /** A host's program: it watches two devices while it is in charge. */
  private final class Program implements InstanceListener {
    final List<Takeover> takeovers = new ArrayList<>();
    final List<String> ends = new ArrayList<>();
    final List<String> closed = new ArrayList<>();
    final ScriptedProbe probe = ScriptedProbe.in(time);
    final InMemoryMetricStore samples = InMemoryMetricStore.ofDefaultSize();
    final Instance instance;
    RuntimeException failure;
    Optional<String> stall = Optional.empty();
    Runnable whileBeginning = () -> {};
    int begun;

    Program(String id, UnaryOperator<InstanceBuilder> more, String... dead) {
      for (String device : dead) {
        probe.kill(device);
      }
      InstanceBuilder builder =
          Instance.builder(id, leases)
              .host("host-" + id)
              .time(time)
              .listener(this)
              .duty(this::begin);
      instance = more.apply(builder).build();
      instance.start();
      programs.add(this);
    }

    private Tenure begin(Leadership leadership) {
      begun++;
      whileBeginning.run();
      if (failure != null) {
        throw failure;
      }
      Monitor monitor =
          Monitor.builder()
              .device(Device.of("tower-1", InetAddress.getLoopbackAddress()))
              .device(Device.of("tower-2", InetAddress.getLoopbackAddress()))
              .probe(probe, Schedule.every(Duration.ofSeconds(30)))
              .leadership(leadership)
              .stateLog(states)
              .metrics(samples)
              .with(new StallingDesk())
              .time(time)
              .build();
      monitor.start();
      return Tenure.of(monitor, () -> closed.add("storage"), () -> closed.add("probe"));
    }

    /** An extension whose thread hangs when the test says so. */
    private final class StallingDesk implements MonitorExtension {
      @Override
      public String name() {
        return "desk";
      }

      @Override
      public void attach(MonitorContext monitor) {}

      @Override
      public Optional<String> stall(Duration longest) {
        return stall;
      }
    }

    @Override
    public void onTakeover(Takeover takeover) {
      takeovers.add(takeover);
    }

    @Override
    public void onEnd(String why) {
      ends.add(why);
    }

    boolean works() {
      return instance.monitor().isPresent();
    }
  }

  private Program program(String id) {
    return new Program(id, same -> same);
  }

  @AfterEach
  void close() {
    programs.forEach(is -> is.instance.close());
  }

  @Test
  @DisplayName("a takeover is told once data come in: who, after whom, how many devices, how soon")
  void takeover() {
    Program a = program("a");
    time.advance(Duration.ofMinutes(1));
    assertTrue(a.works());
    Takeover told = a.takeovers.get(0);
    assertEquals(1, a.takeovers.size());
    assertEquals("a", told.instance());
    assertEquals(InstanceMode.ACTIVE, told.mode());
    assertEquals(1, told.token().number());
    assertEquals(null, told.from());
    assertEquals(2, told.devices());
    Duration after = told.firstDataAfter();
    assertTrue(after != null && after.compareTo(Duration.ofSeconds(31)) < 0, () -> "" + after);
    assertEquals(HealthStatus.HEALTHY, a.instance.health().status());
  }

  @Test
  @DisplayName("a takeover after which nobody answers is told as such after a minute")
  void takeoverOfSilence() {
    Program a = new Program("a", same -> same, "tower-1", "tower-2");
    time.advance(Duration.ofSeconds(55));
    assertEquals(List.of(), a.takeovers);
    time.advance(Duration.ofSeconds(10));
    assertEquals(1, a.takeovers.size());
    assertNull(a.takeovers.get(0).firstDataAfter());
    a.probe.revive("tower-1");
    time.advance(Duration.ofMinutes(2));
    assertEquals(1, a.takeovers.size());
  }

  @Test
  @DisplayName(
      "of two that were started one asks devices, and the other says whose lease it awaits")
  void two() {
    Program a = program("a");
    time.advance(Duration.ofSeconds(30));
    Program b = program("b");
    time.advance(Duration.ofMinutes(5));
    assertTrue(a.works());
    assertFalse(b.works());
    assertEquals(0, b.begun);
    assertEquals(List.of(), b.probe.asked());
    assertTrue(
        b.instance.health().detail().contains("is held by 'a'"), b.instance.health().detail());
    assertEquals(HealthStatus.DEGRADED, b.instance.health().status());
    assertEquals(2, b.instance.instances().size());
  }

  @Test
  @DisplayName("one that ends closes its monitor, then the rest in order, and the other takes over")
  void ends() {
    Program a = program("a");
    time.advance(Duration.ofSeconds(30));
    Program b = program("b");
    time.advance(Duration.ofMinutes(1));
    a.instance.close();
    assertEquals(List.of("storage", "probe"), a.closed);
    assertFalse(a.works());
    time.advance(Duration.ofSeconds(40));
    assertTrue(b.works());
    assertEquals("a", b.takeovers.get(0).from());
    assertEquals(2, b.takeovers.get(0).token().number());
  }

  @Test
  @DisplayName("what is open while it waits is closed before its duty begins, and opened after it")
  void whileWaiting() {
    Program a = program("a");
    time.advance(Duration.ofSeconds(30));
    List<String> seen = new ArrayList<>();
    Program b =
        new Program(
            "b",
            is ->
                is.whileWaiting(
                    () -> {
                      seen.add("opened");
                      return () -> seen.add("closed");
                    }));
    time.advance(Duration.ofMinutes(1));
    assertEquals(List.of("opened"), seen);
    a.instance.close();
    time.advance(Duration.ofSeconds(30));
    assertEquals(List.of("opened", "closed"), seen);
    assertTrue(b.works());
    b.instance.close();
    assertEquals(2, seen.size());
  }

  @Test
  @DisplayName("what cannot be opened while it waits is tried again, and keeps nobody from working")
  void cannotWait() {
    Program a = program("a");
    time.advance(Duration.ofSeconds(30));
    List<String> tried = new ArrayList<>();
    Program b =
        new Program(
            "b",
            is ->
                is.whileWaiting(
                    () -> {
                      tried.add("once more");
                      throw new IllegalStateException("in use");
                    }));
    time.advance(Duration.ofMinutes(5));
    assertTrue(tried.size() >= 4 && tried.size() <= 7, tried::toString);
    a.instance.close();
    time.advance(Duration.ofSeconds(30));
    assertTrue(b.works());
  }

  @Test
  @DisplayName("one whose duty cannot begin gives the lease up, and tries again later")
  void cannotBegin() {
    Program a = new Program("a", same -> same);
    a.failure = new IllegalStateException("no such directory");
    time.advance(Duration.ofSeconds(20));
    assertEquals(HealthStatus.FAILING, a.instance.health().status());
    assertTrue(a.instance.health().detail().contains("no such directory"));
    Program b = program("b");
    time.advance(Duration.ofMinutes(2));
    assertTrue(b.works());
    assertTrue(a.begun < 10, "it tried " + a.begun + " times");
    a.failure = null;
    b.instance.close();
    time.advance(Duration.ofMinutes(2));
    assertTrue(a.works());
  }

  @Test
  @DisplayName("one that loses its lease while it begins is not taken for one that cannot begin")
  void lostWhileBeginning() {
    Program a = program("a");
    a.failure = new IllegalStateException("the storage takes nobody who is not in charge");
    a.whileBeginning =
        () -> {
          Lease held = leases.call("all", someone("thief"), 0, null).lease();
          Lease taken = leases.take(held, someone("thief"));
          time.pause(Duration.ofSeconds(20)); // the call takes so long that the lease is lost
          assertEquals(2, taken.token());
        };
    time.advance(Duration.ofSeconds(1));
    assertFalse(a.works());
    assertNotEquals(HealthStatus.FAILING, a.instance.health().status());
    a.failure = null;
    a.whileBeginning = () -> {};
    time.advance(Duration.ofSeconds(20));
    assertTrue(a.works(), "as soon as the lease of the other one has run out");
  }

  private static InstanceStatus someone(String id) {
    return new InstanceStatus(
        id,
        id,
        null,
        InstanceMode.ACTIVE,
        "here",
        1,
        "",
        Duration.ofSeconds(12),
        NOON,
        NOON,
        0,
        false,
        false);
  }

  @Test
  @DisplayName("one that observes works at once, beside the one in charge, and stores nothing")
  void observes() {
    Program a = program("a");
    time.advance(Duration.ofSeconds(30));
    Program watcher = new Program("w", is -> is.mode(InstanceMode.OBSERVE));
    time.advance(Duration.ofMinutes(5));
    assertTrue(watcher.works());
    assertInstanceOf(
        Standing.Observing.class, watcher.instance.leadership().standing(Leadership.ALL));
    assertNotEquals(List.of(), watcher.probe.asked());
    assertEquals(InMemoryMetricStore.ofDefaultSize().bytes(), watcher.samples.bytes());
    Monitor monitor = watcher.instance.monitor().orElseThrow();
    assertEquals(2, monitor.statuses().size());
    assertTrue(
        monitor.health().check("stores").orElseThrow().detail().contains("only observes"),
        monitor.health().toString());
    assertTrue(a.works());
    a.instance.close();
    time.advance(Duration.ofMinutes(5));
    assertEquals(List.of(), watcher.takeovers, "it never takes over");
  }

  @ParameterizedTest
  @EnumSource(names = {"STANDBY", "DISABLED"})
  @DisplayName("one on standby works when no other does, and one that is disabled never")
  void standby(InstanceMode mode) {
    Program b = new Program("b", is -> is.mode(mode));
    time.advance(Duration.ofMinutes(5));
    assertEquals(mode == InstanceMode.STANDBY, b.works());
    assertEquals(mode == InstanceMode.STANDBY ? 1 : 0, b.begun);
  }

  @Test
  @DisplayName("one of which an extension stands still loses the lease")
  void extensionHangs() {
    Program a = program("a");
    time.advance(Duration.ofSeconds(40));
    Program b = program("b");
    time.advance(Duration.ofSeconds(40));
    a.stall = Optional.of("no decision for 13 s");
    time.advance(Duration.ofSeconds(40));
    assertTrue(b.works());
    assertFalse(a.works());
    assertTrue(a.ends.get(0).contains("extension desk: no decision for 13 s"), a.ends::toString);
  }

  @Test
  @DisplayName("what a duty has opened is closed when the rest of it fails, the last part first")
  void failsHalfWay() {
    List<String> closed = new ArrayList<>();
    ScriptedProbe probe = ScriptedProbe.in(time);
    assertThrows(
        IOException.class,
        () ->
            Tenure.open(
                parts -> {
                  parts.add(() -> closed.add("storage"));
                  parts.add(() -> closed.add("probe"));
                  throw new IOException("no such host");
                }));
    assertEquals(List.of("probe", "storage"), closed);
    assertThrows(
        IllegalStateException.class,
        () ->
            Tenure.open(
                parts -> {
                  parts.add(() -> closed.add("pool"));
                  return Monitor.builder()
                      .device(Device.of("tower-1", InetAddress.getLoopbackAddress()))
                      .probe(probe, Schedule.every(Duration.ofSeconds(30)))
                      .with(new Unwilling())
                      .time(time)
                      .build();
                }));
    assertEquals(List.of("probe", "storage", "pool"), closed);
  }

  private static final class Unwilling implements MonitorExtension {
    @Override
    public String name() {
      return "unwilling";
    }

    @Override
    public void attach(MonitorContext monitor) {
      throw new IllegalStateException("it does not start");
    }
  }

  @Test
  @DisplayName("a takeover counts from when the lease was had, however often its duty was tried")
  void takeoverAfterFailure() {
    Program a = new Program("a", same -> same);
    a.failure = new IllegalStateException("the disk is full for a moment");
    a.whileBeginning = () -> a.failure = a.begun > 1 ? null : a.failure;
    time.advance(Duration.ofMinutes(2));
    assertEquals(2, a.begun);
    Takeover told = a.takeovers.get(0);
    assertEquals(NOON, told.at());
    assertTrue(
        told.firstDataAfter() != null
            && told.firstDataAfter().compareTo(Duration.ofSeconds(5)) >= 0,
        told::toString);
  }

  @Test
  @DisplayName("one without a duty is refused, and one is started once")
  void refused() {
    assertThrows(
        IllegalArgumentException.class, () -> Instance.builder("a", leases).time(time).build());
    Program a = program("a");
    assertThrows(IllegalStateException.class, a.instance::start);
    a.instance.close();
    assertThrows(IllegalStateException.class, a.instance::start);
    assertSame(a, programs.get(0));
  }
}
