package io.ispmonitor.internal.path;

import io.ispmonitor.probe.Priority;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The signs of one second that we do not keep up. */
final class Strain {
  private static final long LATE = Duration.ofMillis(250).toNanos();
  private static final double MUCH_TO_JUDGE = 0.25;

  /** Below this share of each limit there is no strain at all. */
  private static final double EASY = 0.4;

  private static final double EASING = 0.95;

  private final Map<Priority, Turns> turns = new EnumMap<>(Priority.class);
  private long lastLateness;
  private long missed;
  private boolean stalled;

  Strain() {
    for (Priority priority : Priority.values()) {
      turns.put(priority, new Turns());
    }
  }

  /** A regular turn has come up, so late. */
  void turn(Priority priority, long late) {
    Turns alike = turns.get(priority);
    if (alike != null) {
      alike.lateNanos += late;
      alike.count++;
    }
  }

  /** A question was left out because we were too late for it. */
  void missed() {
    missed++;
  }

  /** Time went by unseen. All that is late now is late because of that. */
  void stalled() {
    stalled = true;
  }

  /** What is wrong, in words; null when nothing is, or when it comes of a single pause. */
  @Nullable String complaint(double toJudge) {
    if (stalled) {
      return null;
    }
    long late = meanLateness();
    if (late > LATE) {
      return "turns are %d ms late".formatted(late / 1_000_000);
    }
    if (missed > 0) {
      return missed + " questions were left out in a second because we were late for them";
    }
    return toJudge > MUCH_TO_JUDGE
        ? String.format(Locale.ROOT, "the queue to the judge is full to %.0f %%", toJudge * 100)
        : null;
  }

  /** Whether there was no strain at all. */
  boolean isQuiet(double toJudge) {
    return !stalled
        && missed == 0
        && meanLateness() < LATE * EASY
        && toJudge < MUCH_TO_JUDGE * EASY;
  }

  /** Whether turns are less late than a second ago: what was done about it is having its effect. */
  boolean isEasing() {
    return meanLateness() < lastLateness * EASING;
  }

  /** For the next second. */
  void clear() {
    lastLateness = meanLateness();
    turns.values().forEach(Turns::clear);
    missed = 0;
    stalled = false;
  }

  /** That of the priority which fares worst. */
  private long meanLateness() {
    long worst = 0;
    for (Turns alike : turns.values()) {
      worst = Math.max(worst, alike.lateNanos / Math.max(1, alike.count));
    }
    return worst;
  }

  /** Those of one priority. */
  private static final class Turns {
    long lateNanos;
    long count;

    void clear() {
      lateNanos = 0;
      count = 0;
    }
  }
}
