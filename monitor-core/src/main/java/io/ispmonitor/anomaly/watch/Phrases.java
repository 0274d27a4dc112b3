package io.ispmonitor.anomaly.watch;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Metric;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.Collectors;

/** What observations say. */
final class Phrases {
  private static final int MOST_NAMED = 5;

  private Phrases() {}

  static String began(WatchedSeries series, Episode episode) {
    String what =
        episode.isStuck
            ? "%s stays at %s".formatted(series.name(), Amount.of(series.metric, episode.peak))
            : far(series, episode);
    return "%s, since %s: %s".formatted(what, clock(episode.sinceNanos), episode.reason);
  }

  private static String far(WatchedSeries series, Episode episode) {
    Metric metric = series.metric;
    String is = "%s is %s".formatted(series.name(), Amount.of(metric, episode.peak));
    return Double.isNaN(episode.low)
        ? is
        : "%s, usual are %s to %s"
            .formatted(is, Amount.of(metric, episode.low), Amount.of(metric, episode.high));
  }

  static String ended(WatchedSeries series, Episode episode) {
    String was = episode.isStuck ? "stayed at " : "was at ";
    String peak = was + Amount.of(series.metric, episode.peak);
    if (episode.isLearnt) {
      return "%s %s since %s, which has become usual and is learnt anew"
          .formatted(series.name(), peak, clock(episode.sinceNanos));
    }
    return "%s is usual again since %s; it %s, from %s on"
        .formatted(series.name(), clock(episode.calmSince()), peak, clock(episode.sinceNanos));
  }

  static String began(Group group) {
    String named =
        group.members().stream()
            .limit(MOST_NAMED)
            .map(one -> one.device() + " " + one.series.name())
            .collect(Collectors.joining(", "));
    int more = group.members().size() - MOST_NAMED;
    return "%d of %d series of '%s' at and behind %s are anomalous together, %s, since %s: probably %s; %s %s%s"
        .formatted(
            group.members().size(),
            group.watched,
            group.plan.name(),
            group.place.device(),
            side(group.place.side()),
            clock(group.sinceNanos),
            group.plan.together(),
            more > 0 ? "such as" : "namely",
            named,
            more > 0 ? " and " + more + " more" : "");
  }

  static String ended(Group group) {
    return "%d series of '%s' at and behind %s were anomalous together from %s on; %s"
        .formatted(
            group.most(),
            group.plan.name(),
            group.place.device(),
            clock(group.sinceNanos),
            group.members().isEmpty()
                ? "all are usual again"
                : "all but " + group.members().size() + " are usual again");
  }

  static String side(Direction side) {
    return switch (side) {
      case UP -> "higher than usual";
      case DOWN -> "lower than usual";
      case BOTH -> "without any change";
    };
  }

  static String muted(WatchedSeries series, long nanos) {
    return String.format(
        Locale.ROOT,
        "%s has been anomalous %.0f times within about a week and is muted until it is half as"
            + " often: see why it is so restless, or give it a higher threshold or least change",
        series.name(),
        series.chronic.times(nanos));
  }

  static String heard(WatchedSeries series) {
    return series.name() + " has become calmer: its anomalies are told again";
  }

  private static Instant clock(long nanos) {
    return EpochNanos.toInstant(nanos).truncatedTo(ChronoUnit.SECONDS);
  }
}
