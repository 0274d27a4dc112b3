package io.ispmonitor.anomaly.watch;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.Observation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Offers what is to be told to the monitor, in its order; what has no room there is offered again.
 * Under the watch's lock.
 */
final class Bulletin {
  static final String SOURCE = "anomaly";
  static final String BEGAN = "anomalyBegan";
  static final String ENDED = "anomalyEnded";
  static final String TOGETHER = "anomaliesTogether";
  static final String TOGETHER_ENDED = "anomaliesTogetherEnded";
  static final String MUTED = "anomalyMuted";
  static final String HEARD = "anomalyHeard";

  private static final int LONGEST = 4_000;
  private static final int MOST_UNSAID = 100_000;

  private final Metric score;
  private final Predicate<Observation> offer;
  private final LongSupplier epochNanos;
  private final Deque<Observation> unsaid = new ArrayDeque<>();
  private long lost;

  Bulletin(Metric score, Predicate<Observation> offer, LongSupplier epochNanos) {
    this.score = score;
    this.offer = offer;
    this.epochNanos = epochNanos;
  }

  void began(Open open) {
    WatchedSeries series = open.series;
    series(series, BEGAN, Phrases.began(series, open.episode), open.episode.score);
  }

  void ended(Open open, Episode episode) {
    series(open.series, ENDED, Phrases.ended(open.series, episode), 0);
  }

  void withdrawn(Open open) {
    String text = open.series.name() + " is not judged any more";
    series(open.series, ENDED, text, 0);
  }

  void muted(WatchedSeries series, long nanos) {
    boolean now = series.chronic.isMuted();
    String text = now ? Phrases.muted(series, nanos) : Phrases.heard(series);
    say(series.key.device(), now ? MUTED : HEARD, series.name(), text, Readings.NONE);
  }

  void began(Group group) {
    say(group.place, TOGETHER, Phrases.began(group));
  }

  void ended(Group group) {
    say(group.place, TOGETHER_ENDED, Phrases.ended(group));
  }

  void ended(Place place, AnomalyPlan plan) {
    String text =
        "the series of '%s' at and behind %s are usual again"
            .formatted(plan.name(), place.device());
    say(place, TOGETHER_ENDED, text);
  }

  private void say(Place place, String event, String text) {
    String instance = place.plan() + ": " + Phrases.side(place.side());
    say(place.device(), event, instance, text, Readings.NONE);
  }

  private void series(WatchedSeries series, String event, String text, double value) {
    Layout layout = Layout.of(List.of(new Layout.Column(score, series.name())));
    say(series.key.device(), event, series.name(), text, Readings.of(layout, value));
  }

  private void say(String device, String event, String instance, String text, Readings values) {
    if (unsaid.size() >= MOST_UNSAID) {
      unsaid.remove(); // the monitor has taken nothing for very long
      lost++;
    }
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    unsaid.add(
        new Observation(
            device,
            SOURCE,
            EpochNanos.toInstant(epochNanos.getAsLong()),
            event,
            instance,
            cut,
            values));
  }

  /** How much the monitor never took. */
  long lost() {
    return lost;
  }

  /** Hands over what the monitor has room for. */
  void flush() {
    for (Observation next = unsaid.peek(); next != null; next = unsaid.peek()) {
      if (!offer.test(next)) {
        return;
      }
      unsaid.remove();
    }
  }
}
