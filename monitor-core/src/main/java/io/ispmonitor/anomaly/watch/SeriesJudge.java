package io.ispmonitor.anomaly.watch;

import io.ispmonitor.anomaly.AnomalyDetector;
import io.ispmonitor.anomaly.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * Says of one series when an anomaly begins and ends. What scores high but is not worth a word, as
 * the plan has it, is kept in mind: it begins when it has grown. For one thread.
 */
final class SeriesJudge {
  /** What a value changed. */
  enum Turn {
    NOTHING,
    BEGAN,
    ENDED
  }

  private final AnomalyPlan plan;
  private final AnomalyDetector detector;
  private @Nullable Episode episode;
  private @Nullable Episode ended;

  SeriesJudge(AnomalyPlan plan, AnomalyDetector detector) {
    this.plan = plan;
    this.detector = detector;
  }

  AnomalyPlan plan() {
    return plan;
  }

  AnomalyDetector detector() {
    return detector;
  }

  /** What scores high at present, worth a word or not. */
  @Nullable Episode episode() {
    return episode;
  }

  /** The anomaly that ended last. */
  @Nullable Episode ended() {
    return ended;
  }

  boolean isOpen() {
    return episode != null && episode.isOpen;
  }

  void resume(Episode before) {
    episode = before;
  }

  /** Takes a value. Allocates nothing while the series is sound. */
  Turn take(long nanos, double value) {
    boolean isHigh = detector.feed(nanos, value) >= plan.threshold();
    Episode now = episode;
    if (now == null) {
      return isHigh ? begin(nanos) : Turn.NOTHING;
    }
    now.take(nanos, value, isHigh, detector.explain());
    if (now.isOver(nanos)) {
      episode = null;
      ended = now;
      return now.isOpen ? Turn.ENDED : Turn.NOTHING;
    }
    return open(now);
  }

  private Turn begin(long nanos) {
    Explanation first = detector.explain();
    Episode now = new Episode(nanos, first, detector.isStuck());
    episode = now;
    return open(now);
  }

  private Turn open(Episode now) {
    if (now.isOpen || !(now.isStuck || plan.isWorth(now.change(), now.centre))) {
      return Turn.NOTHING;
    }
    now.isOpen = true;
    return Turn.BEGAN;
  }
}
