package io.ispmonitor.testkit.path;

import static io.ispmonitor.testkit.path.World.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.health.ProbeHealth;
import io.ispmonitor.metric.InMemoryMetricStore;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SampleSink;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.StoreRefusedException;
import io.ispmonitor.probe.Observation;
import io.ispmonitor.testkit.ScriptedProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Complaints come, and they go. */
class RecentHealthTest {
  private static final Duration FORGOTTEN = Duration.ofMinutes(5).plusSeconds(12);

  private static HealthCheck check(World world, String name) {
    return world.monitor.health().check(name).orElseThrow();
  }

  private static void assertComplains(World world, String name, String words) {
    HealthCheck check = check(world, name);
    assertEquals(HealthStatus.DEGRADED, check.status(), check.toString());
    assertTrue(check.detail().contains(words), check.toString());
    assertEquals(HealthStatus.DEGRADED, world.monitor.health().status());
  }

  private static void assertHealthy(World world) {
    assertEquals(List.of(), world.monitor.health().reasons());
    assertEquals(HealthStatus.HEALTHY, world.monitor.health().status());
  }

  private static Observation of(String device) {
    return Observation.event(device, "trap", World.NOON, "linkDown", "");
  }

  @Test
  @DisplayName("a probe that threw is complained of for five minutes; its totals stay")
  void probe() {
    try (World world = new World().with(device("a")).settled()) {
      world.probe.set("a", ScriptedProbe.throwing(new IllegalStateException("no socket")));
      world.pass(Duration.ofMinutes(1));
      assertComplains(world, "probe scripted", "threw instead of asking");
      world.probe.reset("a");
      world.pass(Duration.ofMinutes(4));
      assertComplains(world, "probe scripted", "in the last 5 min");
      world.pass(FORGOTTEN.minusMinutes(3));
      assertHealthy(world);
      ProbeHealth total = world.monitor.health().probe("scripted").orElseThrow();
      assertTrue(total.threw() >= 2, total.toString());
    }
  }

  @Test
  @DisplayName(
      "a probe that our side keeps from asking is complained of, and fails when none works")
  void broken() {
    try (World world = new World().with(device("a"), device("b")).settled()) {
      world.probe.set("a", ScriptedProbe.broken("no permission to open a socket"));
      world.pass(Duration.ofMinutes(1));
      assertComplains(world, "probe scripted", "questions our side failed to ask");
      world.probe.set("b", ScriptedProbe.broken("no permission to open a socket"));
      world.pass(Duration.ofMinutes(6));
      assertEquals(HealthStatus.FAILING, check(world, "probe scripted").status());
      world.probe.reset("a");
      world.probe.reset("b");
      world.pass(Duration.ofMinutes(1));
      assertComplains(world, "probe scripted", "questions our side failed to ask");
      world.pass(FORGOTTEN);
      assertHealthy(world);
    }
  }

  @Test
  @DisplayName("what is recent is told apart from what there was in all")
  void words() {
    try (World world = new World().with(device("a")).settled()) {
      for (int i = 0; i < 40; i++) {
        world.monitor.offer(of("stranger"));
      }
      world.pass(FORGOTTEN);
      assertHealthy(world);
      for (int i = 0; i < 12; i++) {
        world.monitor.offer(of("stranger"));
      }
      assertComplains(
          world,
          "observations",
          "12 came for unknown devices, 0 found the queue full in the last 5 min (52 and 0 in all)");
    }
  }

  @Test
  @DisplayName("a complaint is there within the first second")
  void firstSecond() {
    try (World world = new World().with(device("a"))) {
      world.monitor.start();
      world.monitor.offer(of("stranger"));
      assertComplains(world, "observations", "1 came for unknown devices");
      world.passSeconds(1);
      assertComplains(world, "observations", "1 came for unknown devices");
    }
  }

  @Test
  @DisplayName("after hours in which nobody asked, only the last five minutes count")
  void nobodyAsks() {
    try (World world = new World().with(device("a")).settled()) {
      for (int minute = 0; minute < 180; minute++) {
        world.monitor.offer(of("stranger"));
        world.pass(Duration.ofMinutes(1));
      }
      String detail = check(world, "observations").detail();
      assertTrue(detail.startsWith("5 came") || detail.startsWith("4 came"), detail);
      assertTrue(detail.contains("180 and 0 in all"), detail);
    }
  }

  @Test
  @DisplayName("what happened just before a long pause is still recent right after it")
  void pause() {
    try (World world = new World().with(device("a")).settled()) {
      world.pass(Duration.ofMinutes(10));
      world.monitor.offer(of("stranger"));
      world.time.pause(Duration.ofHours(1));
      world.time.settle();
      assertComplains(world, "observations", "1 came for unknown devices");
      world.pass(FORGOTTEN.plusMinutes(5));
      assertEquals(HealthStatus.HEALTHY, check(world, "observations").status());
    }
  }

  @Test
  @DisplayName("a store that refused is complained of for five minutes")
  void store() {
    AtomicBoolean full = new AtomicBoolean();
    try (World world =
        new World(is -> is.metrics(new Refusing(full))).with(device("a")).settled()) {
      full.set(true);
      world.pass(Duration.ofMinutes(2));
      assertComplains(world, "stores", "4 sample batches were not taken by their store");
      full.set(false);
      world.pass(FORGOTTEN);
      assertHealthy(world);
    }
  }

  @Test
  @DisplayName("host code that failed keeps its check, which is healthy again after five minutes")
  void hostCode() {
    AtomicBoolean fails = new AtomicBoolean(true);
    World world = new World(is -> is.onStateChange(change -> throwIf(fails.get())));
    try (world) {
      world.with(device("a")).settled();
      String name =
          world.monitor.health().checks().stream()
              .map(HealthCheck::name)
              .filter(is -> is.startsWith("host code: listener") && is.contains("RecentHealthTest"))
              .findFirst()
              .orElseThrow();
      assertComplains(world, name, "1 calls failed in the last 5 min, 1 in all; last failure:");
      assertComplains(world, name, "cannot draw");
      fails.set(false);
      world.pass(FORGOTTEN);
      assertHealthy(world);
      assertEquals("", check(world, name).detail());
    }
  }

  @Test
  @DisplayName("host code that is slow is named with its longest call, for five minutes")
  void slow() {
    AtomicReference<Duration> takes = new AtomicReference<>(Duration.ZERO);
    AtomicReference<World> in = new AtomicReference<>();
    World world =
        new World(is -> is.outcomes(result -> in.get().time.pause(takes.getAndSet(Duration.ZERO))));
    try (world) {
      in.set(world);
      world.with(device("a")).settled();
      String name = "host code: listener " + RecentHealthTest.class.getName() + " (lambda)";
      assertEquals(HealthStatus.HEALTHY, check(world, name).status());
      for (int millis : new int[] {999, 1_500, 4_200, 1_200}) {
        takes.set(Duration.ofMillis(millis));
        world.pass(Duration.ofSeconds(31));
      }
      assertComplains(
          world, name, "3 calls took longer than 1 s in the last 5 min, the longest 4.2 s");
      world.pass(FORGOTTEN);
      assertEquals(HealthStatus.HEALTHY, check(world, name).status());
    }
  }

  @Test
  @DisplayName("the checks of a report are the same ones in good times and in bad")
  void shape() {
    try (World world = new World().with(device("a"))) {
      List<String> before = names(world);
      world.settled();
      assertEquals(before, names(world));
      world.probe.set("a", ScriptedProbe.throwing(new IllegalStateException("no socket")));
      world.pass(Duration.ofMinutes(2));
      assertEquals(before, names(world));
      assertEquals(before.size(), before.stream().distinct().count(), before.toString());
    }
  }

  @Test
  @DisplayName("a question without an answer is open until it is given up, at most one a device")
  void open() {
    try (World world = new World().with(device("a"), device("b"))) {
      world.probe.set("a", ScriptedProbe.neverAnswers());
      world.settled();
      assertEquals(0, probe(world).open());
      Instant asked = askedNext(world, "a");
      assertEquals(1, probe(world).open());
      assertEquals(asked, probe(world).lastAskedAt());
      world.passSeconds(5);
      assertEquals(0, probe(world).open());
    }
  }

  private static Instant askedNext(World world, String device) {
    int before = world.probe.asked(device).size();
    while (world.probe.asked(device).size() == before) {
      world.pass(Duration.ofMillis(100));
    }
    return world.probe.asked(device).get(before);
  }

  private static ProbeHealth probe(World world) {
    return world.monitor.health().probe("scripted").orElseThrow();
  }

  private static List<String> names(World world) {
    return world.monitor.health().checks().stream().map(HealthCheck::name).toList();
  }

  private static void throwIf(boolean fails) {
    if (fails) {
      throw new IllegalStateException("cannot draw");
    }
  }

  private static final class Refusing implements MetricStore {
    private final MetricStore memory = InMemoryMetricStore.ofDefaultSize();
    private final AtomicBoolean full;

    Refusing(AtomicBoolean full) {
      this.full = full;
    }

    @Override
    public long append(SampleBatch batch) {
      if (full.get()) {
        throw new StoreRefusedException("disk full");
      }
      return memory.append(batch);
    }

    @Override
    public long acceptedThrough() {
      return memory.acceptedThrough();
    }

    @Override
    public void read(SeriesKey series, Instant from, Instant to, SampleSink sink) {
      memory.read(series, from, to, sink);
    }
  }
}
