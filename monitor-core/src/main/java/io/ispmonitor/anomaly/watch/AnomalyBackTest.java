package io.ispmonitor.anomaly.watch;

import io.ispmonitor.anomaly.DetectorFactory;
import io.ispmonitor.anomaly.Detectors;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a plan with a certain threshold would have told of a stored series, if nothing else had
 * explained it. The judge is the same that watches. It knows nothing at the beginning of the range,
 * which should therefore be some weeks long; maintenance is not left out.
 *
 * @param plan the plan's name
 * @param series the series
 * @param threshold the score from which on a value counted
 * @param from the first time that counts
 * @param to the first time that does not count any more
 * @param samples how many values there were, gaps left out
 * @param learnt how many of them passed before the detector could judge
 * @param firings the anomalies, in their order
 */
public record AnomalyBackTest(
    String plan,
    SeriesKey series,
    double threshold,
    Instant from,
    Instant to,
    long samples,
    long learnt,
    List<Firing> firings) {
  private static final double DAYS_A_MONTH = 30;

  /** Copies the list. */
  public AnomalyBackTest {
    firings = List.copyOf(firings);
  }

  /**
   * One anomaly that would have been told.
   *
   * @param since the time of its first value
   * @param until since when values were usual again; null when it lasted
   * @param score how rare it was; see {@link io.ispmonitor.anomaly.Rarity}
   * @param words what was so, and why it was unusual
   */
  public record Firing(Instant since, @Nullable Instant until, double score, String words) {}

  /**
   * Plays a stored series to a plan, once for each threshold.
   *
   * @param thresholds scores above 0 to 1
   * @return one for each threshold, in their order
   * @throws IllegalArgumentException when the plan is about another metric, names a detector that
   *     is not there, or {@code from} is after {@code to}
   */
  public static List<AnomalyBackTest> of(
      AnomalyPlan plan,
      List<Double> thresholds,
      Detectors detectors,
      Metric metric,
      SeriesKey series,
      MetricStore store,
      Instant from,
      Instant to) {
    if (!plan.metric().equals(metric.name()) || !series.metric().equals(metric.name())) {
      throw new IllegalArgumentException(
          "plan '%s' is about %s and cannot be held against %s of metric %s"
              .formatted(plan.name(), plan.metric(), series, metric));
    }
    DetectorFactory factory = detectors.named(plan.detector());
    List<Player> players = new ArrayList<>();
    for (double threshold : thresholds) {
      players.add(new Player(plan.at(threshold), factory, metric, series));
    }
    store.read(
        series,
        from,
        to,
        (epochNanos, value, gap) -> {
          if (!Double.isNaN(value)) {
            players.forEach(player -> player.take(epochNanos, value));
          }
        });
    return players.stream().map(player -> player.result(from, to)).toList();
  }

  /** How many there would have been in 30 days, going by the time in which the detector judged. */
  public double timesAMonth() {
    double judged = samples == 0 ? 0 : (double) (samples - learnt) / samples;
    double days = judged * Duration.between(from, to).toMillis() / Duration.ofDays(1).toMillis();
    return days == 0 ? 0 : firings.size() / days * DAYS_A_MONTH;
  }

  /** In a sentence. */
  public String words() {
    return String.format(
        Locale.ROOT,
        "%s from %.2f on would have told %d %s of %s in %,d samples, %.1f a month; the first %,d"
            + " were learnt only",
        plan,
        threshold,
        firings.size(),
        firings.size() == 1 ? "anomaly" : "anomalies",
        series,
        samples,
        timesAMonth(),
        learnt);
  }

  /** Plays to one threshold. */
  private static final class Player {
    private final AnomalyPlan plan;
    private final WatchedSeries series;
    private final List<Firing> firings = new ArrayList<>();
    private long samples;
    private long learnt;

    Player(AnomalyPlan plan, DetectorFactory factory, Metric metric, SeriesKey key) {
      this.plan = plan;
      SeriesJudge judge = new SeriesJudge(plan, factory.create());
      this.series = new WatchedSeries(key, metric, judge, new Chronic(Double.MAX_VALUE));
    }

    void take(long epochNanos, double value) {
      samples++;
      learnt += series.judge.detector().warmingUp() ? 1 : 0;
      SeriesJudge.Turn turn = series.judge.take(epochNanos, value);
      Episode ended = series.judge.ended();
      if (turn == SeriesJudge.Turn.ENDED && ended != null) {
        firings.add(firing(ended, EpochNanos.toInstant(ended.calmSince())));
      }
    }

    private Firing firing(Episode episode, @Nullable Instant until) {
      Instant since = EpochNanos.toInstant(episode.sinceNanos);
      return new Firing(since, until, episode.score, Phrases.began(series, episode));
    }

    AnomalyBackTest result(Instant from, Instant to) {
      Episode open = series.judge.episode();
      if (open != null && open.isOpen) {
        firings.add(firing(open, null));
      }
      return new AnomalyBackTest(
          plan.name(), series.key, plan.threshold(), from, to, samples, learnt, firings);
    }
  }
}
