package io.ispmonitor.testkit.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.anomaly.Detectors;
import io.ispmonitor.anomaly.Rarity;
import io.ispmonitor.anomaly.watch.AnomalyBackTest;
import io.ispmonitor.anomaly.watch.AnomalyPlan;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.InMemoryMetricStore;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.PingMetrics;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SeriesBlock;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.SeriesRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AnomalyBackTestTest {
  private static final Instant FROM = Instant.parse("2026-03-02T00:00:00Z");
  private static final Instant CREEPS = FROM.plus(Duration.ofDays(10));
  private static final Instant TO = FROM.plus(Duration.ofDays(14));
  private static final SeriesKey SERIES = SeriesKey.of("radio", PingMetrics.ROUND_TRIP.name());

  private final MetricStore store = InMemoryMetricStore.ofDefaultSize();
  private final Detectors detectors = Detectors.builtIn(ZoneOffset.UTC);

  /** Round trips of about 20 ms, and of 60 ms for two hours on the eleventh day. */
  private void fill() {
    Layout layout = Layout.of(PingMetrics.ROUND_TRIP);
    SeriesBlock block = new SeriesRegistry().block("radio", layout);
    Random random = new Random(7);
    for (Instant at = FROM; at.isBefore(TO); at = at.plusSeconds(120)) {
      boolean isSlow = !at.isBefore(CREEPS) && at.isBefore(CREEPS.plus(Duration.ofHours(2)));
      double value = (isSlow ? 0.060 : 0.020) + 0.001 * random.nextGaussian();
      store.append(new SampleBatch(block, EpochNanos.of(at), Readings.of(layout, value)));
    }
  }

  private List<AnomalyBackTest> test(AnomalyPlan plan, Double... thresholds) {
    return AnomalyBackTest.of(
        plan, List.of(thresholds), detectors, PingMetrics.ROUND_TRIP, SERIES, store, FROM, TO);
  }

  @Test
  @DisplayName(
      "what each sensitivity would have told of stored values is found, with times and words")
  void thresholds() {
    fill();
    List<AnomalyBackTest> tests =
        test(AnomalyPlan.latency().build(), Rarity.NOTICE, Rarity.ALARM, Rarity.GRAVE);
    assertEquals(3, tests.size());
    AnomalyBackTest usual = tests.get(1);
    assertEquals(1, usual.firings().size(), usual.words());
    AnomalyBackTest.Firing firing = usual.firings().get(0);
    Duration late = Duration.between(CREEPS, firing.since());
    assertTrue(!late.isNegative() && late.toMinutes() <= 10, firing.toString());
    assertTrue(firing.words().startsWith("ping.rtt is 6"), firing.words());
    assertTrue(firing.until() != null && firing.until().isBefore(CREEPS.plus(Duration.ofHours(4))));
    assertTrue(tests.get(0).firings().size() >= 1);
    assertTrue(usual.learnt() > 0 && usual.learnt() < usual.samples() / 5, usual.words());
    assertTrue(usual.words().startsWith("latency from 0.38 on would have told 1 anomaly of"));
  }

  @Test
  @DisplayName("a change that is not worth a word is not found, and what lasts has no end")
  void gates() {
    fill();
    assertEquals(
        0, test(AnomalyPlan.latency().minChange(1).build(), Rarity.ALARM).get(0).firings().size());
    List<AnomalyBackTest> cut =
        AnomalyBackTest.of(
            AnomalyPlan.latency().build(),
            List.of(Rarity.ALARM),
            detectors,
            PingMetrics.ROUND_TRIP,
            SERIES,
            store,
            FROM,
            CREEPS.plus(Duration.ofHours(1)));
    assertNull(cut.get(0).firings().get(0).until());
  }

  @Test
  @DisplayName("a plan is held against its own metric only")
  void misfit() {
    assertThrows(
        IllegalArgumentException.class, () -> test(AnomalyPlan.loss().build(), Rarity.ALARM));
  }
}
