package io.ispmonitor.anomaly.watch;

import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.metric.EpochNanos;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How it stands, for consoles and reports. Under the watch's lock. */
final class Portrait {
  private static final long COUNTED_NANOS = Duration.ofMinutes(1).toNanos();

  private final Roster roster;
  private final Findings findings;
  private final Together together;
  private final Bulletin bulletin;
  private int warming;
  private int muted;
  private boolean isCounted;
  private long countedNanos;

  Portrait(Roster roster, Findings findings, Together together, Bulletin bulletin) {
    this.roster = roster;
    this.findings = findings;
    this.together = together;
    this.bulletin = bulletin;
  }

  List<AnomalyFinding> findings() {
    return findings.all().stream().map(Portrait::finding).toList();
  }

  private static AnomalyFinding finding(Open open) {
    Episode episode = open.episode;
    return new AnomalyFinding(
        open.series.key,
        open.series.plan().name(),
        EpochNanos.toInstant(episode.sinceNanos),
        episode.side(),
        episode.low,
        episode.high,
        episode.peak,
        episode.score,
        standing(open),
        by(open),
        Phrases.began(open.series, episode));
  }

  private static AnomalyFinding.Standing standing(Open open) {
    if (open.isMuted) {
      return AnomalyFinding.Standing.MUTED;
    }
    if (open.cause != null) {
      return AnomalyFinding.Standing.EXPLAINED;
    }
    if (open.group != null) {
      return AnomalyFinding.Standing.TOGETHER;
    }
    return open.isTold ? AnomalyFinding.Standing.TOLD : AnomalyFinding.Standing.WAITING;
  }

  private static String by(Open open) {
    if (open.cause != null) {
      return open.cause.device() + " " + open.cause.series.name();
    }
    return open.group == null ? "" : open.group.place.device();
  }

  List<CommonAnomaly> together() {
    return together.groups().stream().map(Portrait::common).toList();
  }

  private static CommonAnomaly common(Group group) {
    return new CommonAnomaly(
        group.plan.name(),
        group.place.side(),
        group.place.device(),
        EpochNanos.toInstant(group.sinceNanos),
        group.members().stream().map(member -> member.series.key).toList(),
        group.watched,
        Phrases.began(group));
  }

  List<SeriesStatus> series(String device) {
    List<SeriesStatus> all = new ArrayList<>();
    for (WatchedSeries series : roster.of(device)) {
      boolean isNew = series.lastNanos == Long.MIN_VALUE;
      all.add(
          new SeriesStatus(
              series.key,
              series.plan().name(),
              series.judge.detector().warmingUp(),
              series.chronic.isMuted(),
              isNew ? 0 : series.chronic.times(series.lastNanos),
              isNew ? null : EpochNanos.toInstant(series.lastNanos),
              series.judge.detector().explain()));
    }
    return all;
  }

  /** Asked every second, so it counts once a minute. */
  HealthCheck health(String name, String trouble, long nowNanos) {
    if (!isCounted || nowNanos - countedNanos >= COUNTED_NANOS) {
      count();
      isCounted = true;
      countedNanos = nowNanos;
    }
    String counts =
        "%,d series are judged, %,d still learn, %,d are anomalous, %,d are muted"
            .formatted(roster.all().size(), warming, findings.all().size(), muted);
    List<String> troubles = new ArrayList<>();
    if (!trouble.isEmpty()) {
      troubles.add(trouble);
    }
    if (roster.leftOut() > 0) {
      troubles.add(
          "%,d series found no room; choose fewer, or allow more".formatted(roster.leftOut()));
    }
    if (bulletin.lost() > 0) {
      troubles.add("%,d news were not taken by the monitor".formatted(bulletin.lost()));
    }
    return troubles.isEmpty()
        ? HealthCheck.healthy(name, counts)
        : HealthCheck.degraded(name, String.join("; ", troubles) + "; " + counts);
  }

  private void count() {
    warming = 0;
    muted = 0;
    for (WatchedSeries series : roster.all()) {
      warming += series.judge.detector().warmingUp() ? 1 : 0;
      muted += series.chronic.isMuted() ? 1 : 0;
    }
  }
}
