package io.ispmonitor.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.Sample;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.SeriesRegistry;
import io.ispmonitor.metric.Unit;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.StateChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Changes of state, polls and pings, each known by its number, so that all can be counted. */
final class StorageLoad {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final FencingToken TOKEN = new FencingToken("all", 1);
  private static final int DEVICES = 20;
  private static final Layout POLL =
      Layout.of(
          IntStream.range(0, 10)
              .mapToObj(i -> new Layout.Column(Metric.gauge("load", Unit.VOLTS, 0.1), "" + i))
              .toList());
  private static final Layout PING = Layout.of(Metric.gauge("ping.rtt", Unit.SECONDS, 1e-6));

  private final SeriesRegistry registry = new SeriesRegistry();
  private int count;

  /** Stores some more. */
  void store(JdbcStorage storage, int more) {
    for (int i = 0; i < more; i++, count++) {
      String device = "device-" + count % DEVICES;
      Instant at = NOON.plusMillis(count);
      storage.states().append(change(device, at, count / DEVICES % 2 == 0), TOKEN);
      append(storage, device, at, poll(count));
      append(storage, device, at, Readings.of(PING, count * 1e-6));
    }
  }

  int count() {
    return count;
  }

  private void append(JdbcStorage storage, String device, Instant at, Readings readings) {
    storage
        .metrics()
        .append(
            new SampleBatch(
                registry.block(device, readings.layout()), EpochNanos.of(at), readings));
  }

  private static Readings poll(int number) {
    double[] values = new double[POLL.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = number % 1_000 / 10.0 + i;
    }
    return Readings.of(POLL, values);
  }

  private static StateChange change(String device, Instant at, boolean isUp) {
    Evidence evidence = new Evidence(Evidence.Basis.ANSWERS, "load", 0, null, null, List.of());
    return StateChange.of(
        device,
        at,
        isUp ? DeviceState.DOWN : DeviceState.UP,
        isUp ? DeviceState.UP : DeviceState.DOWN,
        null,
        evidence);
  }

  /** All of it can be read, each once and in its order. */
  void assertStored(JdbcStorage storage) {
    Instant end = NOON.plus(Duration.ofHours(1));
    for (int device = 0; device < DEVICES; device++) {
      String name = "device-" + device;
      List<Instant> expected =
          IntStream.iterate(device, i -> i < count, i -> i + DEVICES)
              .mapToObj(NOON::plusMillis)
              .toList();
      assertEquals(
          expected,
          storage.states().read(name, NOON, end).stream().map(StateChange::at).toList(),
          "states of " + name);
      assertEquals(expected, times(storage, SeriesKey.of(name, "load", "9")), "polls of " + name);
      assertEquals(expected, times(storage, SeriesKey.of(name, "ping.rtt")), "pings of " + name);
    }
  }

  private static List<Instant> times(JdbcStorage storage, SeriesKey series) {
    return storage.metrics().read(series, NOON, NOON.plus(Duration.ofHours(1))).stream()
        .map(Sample::at)
        .toList();
  }
}
