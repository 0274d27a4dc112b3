package io.ispmonitor.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.InMemoryMetricStore;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.PingMetrics;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.SeriesRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SmokeTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Layout PING = Layout.of(PingMetrics.ROUND_TRIP, PingMetrics.LOSS);
  private static final double MILLI = 1e-3;

  private final MetricStore store = InMemoryMetricStore.holding(1 << 22);
  private final SeriesRegistry series = new SeriesRegistry();

  private void put(long second, Readings readings) {
    store.append(
        new SampleBatch(
            series.block("a", PING), EpochNanos.of(NOON.plusSeconds(second)), readings));
  }

  private void answered(long second, double seconds, double loss) {
    put(second, Readings.of(PING, seconds, loss));
  }

  private List<SmokeStep> smoke(long seconds, long step) {
    TimeSteps steps = new TimeSteps(NOON, NOON.plusSeconds(seconds), Duration.ofSeconds(step));
    return Smoke.of(store, "a", steps);
  }

  @Test
  @DisplayName("the percentiles of a step are those of its round trips")
  void percentiles() {
    for (int i = 1; i <= 11; i++) {
      answered(i, (12 - i) * MILLI, 0);
    }
    SmokeStep step = smoke(60, 60).get(0);
    assertEquals(11, step.count());
    assertEquals(0, step.loss());
    assertEquals(1 * MILLI, step.min(), 1e-9);
    assertEquals(2 * MILLI, step.p10(), 1e-9);
    assertEquals(3.5 * MILLI, step.p25(), 1e-9);
    assertEquals(6 * MILLI, step.median(), 1e-9);
    assertEquals(8.5 * MILLI, step.p75(), 1e-9);
    assertEquals(10 * MILLI, step.p90(), 1e-9);
    assertEquals(11 * MILLI, step.max(), 1e-9);
  }

  @Test
  @DisplayName("silence is loss, part of the echoes is part of it, and what proves nothing is none")
  void loss() {
    answered(0, MILLI, 0);
    answered(10, MILLI, 0.5);
    put(20, Readings.gaps(PING, Gap.SILENT));
    put(30, Readings.gaps(PING, Gap.REFUSED));
    put(40, Readings.gaps(PING, Gap.VOID));
    put(50, Readings.gaps(PING, Gap.BROKEN));
    SmokeStep step = smoke(60, 60).get(0);
    assertEquals(4, step.count());
    assertEquals(2.5 / 4, step.loss(), 1e-9);
  }

  @Test
  @DisplayName("a value belongs to the step in which it was asked for, its start included")
  void steps() {
    answered(0, 1 * MILLI, 0);
    answered(59, 2 * MILLI, 0);
    answered(60, 3 * MILLI, 0);
    answered(239, 4 * MILLI, 0);
    List<SmokeStep> steps = smoke(250, 60);
    assertEquals(List.of(2, 1, 0, 1, 0), steps.stream().map(SmokeStep::count).toList());
    assertEquals(NOON.plusSeconds(180), steps.get(3).start());
    assertEquals(Duration.ofSeconds(60), steps.get(3).length());
    assertEquals(Duration.ofSeconds(10), steps.get(4).length(), "the last is cut off");
    assertTrue(Double.isNaN(steps.get(2).median()), "without values there is no median");
    assertTrue(Double.isNaN(steps.get(2).loss()), "and no loss");
  }

  @Test
  @DisplayName("any series is summed up the same way, and a gap is no zero")
  void series() {
    answered(0, 2 * MILLI, 0);
    answered(10, 4 * MILLI, 0);
    put(20, Readings.gaps(PING, Gap.SILENT));
    List<SeriesStep> steps =
        Series.of(
            store,
            SeriesKey.of("a", PingMetrics.ROUND_TRIP.name()),
            new TimeSteps(NOON, NOON.plusSeconds(120), Duration.ofMinutes(1)));
    assertEquals(2, steps.get(0).count());
    assertEquals(2 * MILLI, steps.get(0).min(), 1e-9);
    assertEquals(3 * MILLI, steps.get(0).mean(), 1e-9);
    assertEquals(3.9 * MILLI, steps.get(0).p95(), 1e-9);
    assertEquals(4 * MILLI, steps.get(0).max(), 1e-9);
    assertEquals(0, steps.get(1).count());
    assertTrue(Double.isNaN(steps.get(1).mean()));
  }

  @Test
  @DisplayName("steps that make no sense are refused with a sentence")
  void bounds() {
    assertThrows(IllegalArgumentException.class, () -> smoke(60, 0));
    assertThrows(IllegalArgumentException.class, () -> smoke(0, 60));
    IllegalArgumentException tooMany =
        assertThrows(IllegalArgumentException.class, () -> smoke(10_001, 1));
    assertTrue(tooMany.toString().contains("take longer ones"), tooMany.toString());
    assertEquals(10_000, smoke(10_000, 1).size());
    assertThrows(
        IllegalArgumentException.class,
        () -> new TimeSteps(Instant.MIN, Instant.MAX, Duration.ofNanos(1)));
  }

  @Test
  @DisplayName("a step that is longer than the time is one step of all of it")
  void forEver() {
    answered(0, MILLI, 0);
    TimeSteps steps = new TimeSteps(NOON, NOON.plusSeconds(60), ChronoUnit.FOREVER.getDuration());
    List<SmokeStep> smoke = Smoke.of(store, "a", steps);
    assertEquals(1, smoke.size());
    assertEquals(Duration.ofSeconds(60), smoke.get(0).length());
    assertEquals(1, smoke.get(0).count());
    TimeSteps ages = new TimeSteps(Instant.MIN, Instant.MAX, Duration.ofDays(100_000_000_000L));
    assertEquals(Instant.MAX, ages.end(ages.count() - 1));
  }
}
