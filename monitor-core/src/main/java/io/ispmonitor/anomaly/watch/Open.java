package io.ispmonitor.anomaly.watch;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An anomaly that is going on, and whether it is told by itself. Under the watch's lock. */
final class Open {
  final WatchedSeries series;
  final Episode episode;

  /** Where others may share its cause: the device itself and all it depends on, nearest first. */
  final List<Place> places;

  /** When it is decided what to say of it. */
  long dueNanos;

  /** Whether that is still to come. */
  boolean waits = true;

  boolean isTold;
  boolean isMuted;

  /** The anomaly of something it depends on that explains it. */
  @Nullable Open cause;

  /** What it explains. */
  final Set<Open> effects = new LinkedHashSet<>();

  /** The many it is one of. */
  @Nullable Group group;

  Open(WatchedSeries series, Episode episode, List<Place> places) {
    this.series = series;
    this.episode = episode;
    this.places = places;
  }

  String device() {
    return series.key.device();
  }

  /** Whether somebody else speaks for it, or nobody at all. */
  boolean isExplained() {
    return cause != null || group != null || isMuted;
  }
}
