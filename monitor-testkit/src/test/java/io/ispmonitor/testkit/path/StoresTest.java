package io.ispmonitor.testkit.path;

import static io.ispmonitor.testkit.path.World.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import io.ispmonitor.health.HealthReport;
import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.leadership.Standing;
import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.InMemoryMetricStore;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.Sample;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SampleSink;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.StoreRefusedException;
import io.ispmonitor.metric.Unit;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.Observation;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Question;
import io.ispmonitor.probe.Role;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.InMemoryStateLog;
import io.ispmonitor.reachability.StateChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StoresTest {
  private static final SeriesKey RTT = SeriesKey.of("a", "ping.rtt");

  @Test
  @DisplayName(
      "every outcome leaves a sample: round trips where it answered, gaps where it did not")
  void samples() {
    try (World world = new World().with(device("a")).settled()) {
      world.probe.kill("a");
      world.pass(Duration.ofMinutes(1));
      List<Sample> samples =
          world.monitor.metrics().read(RTT, World.NOON, World.NOON.plusSeconds(3_600));
      assertEquals(world.listener.outcomes("a").size(), samples.size());
      assertEquals(0.001, samples.get(0).value(), 1e-6);
      assertEquals(Gap.NONE, samples.get(0).gap());
      Sample last = samples.get(samples.size() - 1);
      assertEquals(Gap.SILENT, last.gap());
      assertTrue(Double.isNaN(last.value()));
      List<Instant> asked = world.probe.asked("a");
      for (int i = 0; i < samples.size(); i++) {
        assertEquals(asked.get(i).toEpochMilli(), samples.get(i).at().toEpochMilli());
      }
    }
  }

  @Test
  @DisplayName(
      "parts that come and go have samples of their own; silence leaves gaps in the others")
  void parts() {
    Metric clients = Metric.gauge("wireless.clients", Unit.COUNT, 1);
    Metric signal = Metric.gauge("wireless.signal", Unit.DBM, 0.1);
    Layout whole = Layout.of(clients);
    Deque<ProbeOutcome> answers =
        new ArrayDeque<>(
            List.of(
                new ProbeOutcome.Answered(
                    Readings.of(whole, 2), List.of(of(signal, "c1", -60), of(signal, "c2", -70))),
                new ProbeOutcome.Partial(
                    Readings.of(whole, 1), List.of(of(signal, "c2", -71)), "cut off"),
                new ProbeOutcome.Silent(Duration.ofSeconds(1)),
                new ProbeOutcome.Broken("no socket", null)));
    Probe radios = new Answers("radios", answers);
    World world =
        new World(is -> is.probe(radios, Schedule.every(Duration.ofSeconds(30))))
            .with(device("ap"))
            .settled();
    try (world) {
      world.pass(Duration.ofMinutes(3));
      assertEquals(
          List.of("2.0", "1.0", "SILENT", "BROKEN"), kept(world, clients, "").subList(0, 4));
      assertEquals(List.of("-60.0"), kept(world, signal, "c1"));
      assertEquals(List.of("-70.0", "-71.0"), kept(world, signal, "c2"));
    }
  }

  private static Readings of(Metric metric, String instance, double value) {
    return Readings.of(Layout.of(List.of(new Layout.Column(metric, instance))), value);
  }

  private static List<String> kept(World world, Metric metric, String instance) {
    SeriesKey key = SeriesKey.of("ap", metric.name(), instance);
    return world.monitor.metrics().read(key, World.NOON, World.NOON.plusSeconds(3_600)).stream()
        .map(is -> is.gap() == Gap.NONE ? Double.toString(is.value()) : is.gap().toString())
        .toList();
  }

  /** A probe that names no columns and has these answers; no question is answered beyond them. */
  private record Answers(String name, Deque<ProbeOutcome> answers) implements Probe {
    @Override
    public Role role() {
      return Role.DATA;
    }

    @Override
    public Question start(Device device, Deadline deadline, Consumer<ProbeOutcome> outcome) {
      if (!answers.isEmpty()) {
        outcome.accept(answers.pop());
      }
      return Question.DONE;
    }
  }

  @Test
  @DisplayName("what was judged is stored when the monitor closes, to the last sample")
  void closed() {
    try (World world = new World().with(device("a")).settled()) {
      int asked = world.probe.asked("a").size();
      while (world.probe.asked("a").size() == asked) {
        world.pass(Duration.ofMillis(1));
      }
      world.pass(Duration.ofMillis(1)); // the answer is there, but nobody has stored it yet
      world.monitor.close();
      List<Sample> samples =
          world.monitor.metrics().read(RTT, World.NOON, World.NOON.plusSeconds(3_600));
      assertEquals(asked + 1, samples.size());
    }
  }

  @Test
  @DisplayName("the state log holds the changes, and of what is in progress the last")
  void changesOnly() {
    try (World world = new World().with(device("a"), device("b")).settled()) {
      world.probe.kill("a");
      world.pass(Duration.ofMinutes(2));
      world.probe.revive("a");
      world.pass(Duration.ofMinutes(2));
      List<StateChange> changes =
          world.monitor.stateLog().read("a", World.NOON, World.NOON.plusSeconds(3_600));
      assertEquals(world.listener.changes("a"), changes);
      assertEquals(3, changes.size());
      assertEquals(2, world.monitor.stateLog().latest().size());
    }
  }

  @Test
  @DisplayName("a store that refuses costs those samples, is counted, and the judging goes on")
  void refusing() {
    MetricStore full =
        new Store() {
          @Override
          public long append(SampleBatch batch) {
            throw new StoreRefusedException("disk full; free some space");
          }
        };
    try (World world = new World(is -> is.metrics(full)).with(device("a"))) {
      world.settled();
      assertEquals(DeviceState.UP, world.state("a"));
      HealthReport health = world.monitor.health();
      assertTrue(
          health.reasons().stream().anyMatch(is -> is.startsWith("stores")),
          health.reasons().toString());
    }
  }

  @Test
  @DisplayName("a store that throws is named in the health report, and the judging goes on")
  void throwing() {
    MetricStore bad =
        new Store() {
          @Override
          public long append(SampleBatch batch) {
            throw new IllegalStateException("connection reset");
          }
        };
    try (World world = new World(is -> is.metrics(bad)).with(device("a"))) {
      world.settled();
      assertEquals(DeviceState.UP, world.state("a"));
      HealthReport health = world.monitor.health();
      assertTrue(
          health.reasons().stream()
              .anyMatch(is -> is.contains("metric store") && is.contains("connection reset")),
          health.reasons().toString());
    }
  }

  @Test
  @DisplayName("an instance that is not in charge judges, but writes no state")
  void following() {
    InMemoryStateLog log = InMemoryStateLog.create();
    World world =
        new World(
            is -> is.stateLog(log).leadership(scope -> new Standing.Following("b-2 is in charge")));
    try (world) {
      world.with(device("a")).settled();
      assertEquals(DeviceState.UP, world.state("a"));
      assertEquals(0, log.acceptedThrough());
      assertTrue(
          world.monitor.health().checks().toString().contains("another instance is in charge"));
    }
  }

  @Test
  @DisplayName("a write with a token that is out of date is refused and counted")
  void fenced() {
    InMemoryStateLog log = InMemoryStateLog.create();
    try (World world = new World(is -> is.stateLog(log)).with(device("a")).settled()) {
      StateChange any = world.listener.changes("a").get(0);
      log.append(any, new FencingToken("all", 2));
      world.probe.kill("a");
      world.pass(Duration.ofMinutes(1));
      assertEquals(DeviceState.DOWN, world.state("a"));
      assertEquals(DeviceState.UP, log.latest().iterator().next().to());
      assertTrue(world.monitor.health().reasons().toString().contains("changes of state"));
    }
  }

  @Test
  @DisplayName("what is pushed to us flows the same way: to the store and to the listeners")
  void observation() {
    Metric volts = Metric.gauge("power.voltage", Unit.VOLTS, 0.01);
    try (World world = new World().with(device("a")).settled()) {
      Instant at = world.time.instant();
      Observation pushed = Observation.of("a", "mqtt", at, Readings.of(volts, 25.3));
      assertTrue(world.monitor.offer(pushed));
      world.passSeconds(1);
      assertEquals(List.of(pushed), world.listener.observations());
      SeriesKey series = SeriesKey.of("a", "power.voltage");
      List<Sample> samples =
          world.monitor.metrics().read(series, World.NOON, World.NOON.plusSeconds(3_600));
      assertEquals(1, samples.size());
      assertEquals(25.3, samples.get(0).value(), 0.005);
      assertEquals(at, samples.get(0).at());
    }
  }

  @Test
  @DisplayName("an observation of a device nobody knows is refused and counted")
  void stranger() {
    try (World world = new World().with(device("a")).settled()) {
      Observation pushed =
          Observation.event("ghost", "trap", world.time.instant(), "linkDown", "port 3");
      assertEquals(false, world.monitor.offer(pushed));
      assertTrue(world.monitor.health().reasons().toString().contains("1 came for unknown"));
    }
  }

  @Test
  @DisplayName("observations beyond the bound of the queue are refused and counted, and none waits")
  void flood() {
    try (World world = new World().with(device("a")).settled()) {
      Observation pushed =
          Observation.event("a", "trap", world.time.instant(), "linkDown", "port 3");
      int refused = 0;
      for (int i = 0; i < 200_000; i++) {
        refused += world.monitor.offer(pushed) ? 0 : 1;
      }
      assertTrue(refused > 0);
      assertTrue(
          world.monitor.health().reasons().toString().contains(refused + " found the queue"));
      world.passSeconds(60);
      assertEquals(DeviceState.UP, world.state("a"));
      assertTrue(world.monitor.offer(pushed));
    }
  }

  /** A store to override. */
  private abstract static class Store implements MetricStore {
    private final MetricStore memory = InMemoryMetricStore.ofDefaultSize();

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
