package io.ispmonitor.internal.path;

import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.internal.loop.LogDesk;
import io.ispmonitor.internal.loop.RepeatedLog;
import io.ispmonitor.probe.Priority;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when we do not keep up, and stretches intervals step by step until we do. Three seconds
 * of strain in a row, or three pauses within ten seconds, are a step more; half a minute without
 * any is a step less. A step back that turns out to be too early doubles the time until the next
 * try.
 *
 * <p>The schedule loop's, except for {@link #health}.
 */
final class Overload {
  private static final Logger logger = LoggerFactory.getLogger(Overload.class);
  private static final long LOOK_EVERY = Duration.ofSeconds(1).toNanos();
  private static final int SUSTAINED = 3;
  private static final long DWELL = Duration.ofSeconds(30).toNanos();
  private static final long LONGEST_DWELL = Duration.ofMinutes(16).toNanos();

  private final LogDesk desk;
  private final RepeatedLog repeated;
  private final RepeatedPauses pauses = new RepeatedPauses();
  private final Strain strain = new Strain();
  private final Map<Priority, Integer> askings = new EnumMap<>(Priority.class);
  private Stretch stretch = Stretch.NONE;
  private long lookedNanos;
  private int strained;
  private boolean quiet;
  private long quietSinceNanos;
  private long dwellNanos = DWELL;
  private boolean easedLast;
  private long easedNanos;

  /** What is said of it in the health report; null when there is no overload. */
  private volatile @Nullable String complaint;

  Overload(TimeSource time, LogDesk desk) {
    this.desk = desk;
    this.repeated = new RepeatedLog(logger, time, desk);
    this.lookedNanos = time.nanoTime();
  }

  /** So many more, or fewer, are asked with this priority. */
  void count(Priority priority, int by) {
    askings.merge(priority, by, Integer::sum);
  }

  /** Every how many turns are asked; a power of two. */
  int factor(Priority priority) {
    return stretch.factor(priority);
  }

  /** A regular turn has come up, so late. */
  void turn(Priority priority, long lateNanos) {
    strain.turn(priority, lateNanos);
  }

  /** A question was left out because we were too late for it. */
  void missed() {
    strain.missed();
  }

  /** Time went by unseen. One pause is no overload. */
  void paused(long now) {
    strain.stalled();
    pauses.paused(now);
  }

  /** Whether pauses keep coming, so that a question of the usual length hardly outlives one. */
  boolean isPausedAgainAndAgain(long now) {
    return pauses.keepComing(now);
  }

  /**
   * Draws the conclusions, once a second.
   *
   * @param toJudge how much of the queue to the judge is in use, 0 to 1
   */
  void look(long now, double toJudge) {
    if (now - lookedNanos < LOOK_EVERY) {
      return;
    }
    lookedNanos = now;
    String strainWords = strain.complaint(toJudge);
    strained = strainWords == null ? 0 : strain.isEasing() ? strained : strained + 1;
    String why = pauses.areTooMany() ? pauses.words() : strained >= SUSTAINED ? strainWords : null;
    if (why != null) {
      raise(why, now);
    }
    rest(strain.isQuiet(toJudge), now);
    strain.clear();
  }

  HealthCheck health() {
    String known = complaint;
    return known == null
        ? HealthCheck.healthy("overload", "")
        : HealthCheck.degraded("overload", known);
  }

  private void raise(String why, long now) {
    strained = 0;
    pauses.startAfresh();
    if (easedLast) {
      boolean tooEarly = now - easedNanos < dwellNanos;
      dwellNanos = tooEarly ? Math.min(2 * dwellNanos, LONGEST_DWELL) : DWELL;
      easedLast = false;
    }
    stretch = stretch.more(any(Priority.NORMAL), any(Priority.LOW));
    String stretched = stretch.words(any(Priority.NORMAL), any(Priority.LOW));
    complaint = stretched + " because " + why;
    repeated.warn("step " + stretch.step(), "OVERLOAD {} because {}", stretched, why);
  }

  private void rest(boolean isQuiet, long now) {
    if (!isQuiet || !quiet) {
      quiet = isQuiet;
      quietSinceNanos = now;
    } else if (complaint != null && now - quietSinceNanos >= dwellNanos) {
      quietSinceNanos = now;
      ease(now);
    }
  }

  private void ease(long now) {
    if (easedLast) {
      dwellNanos = DWELL; // the step before has held
    }
    easedLast = true;
    easedNanos = now;
    stretch = stretch.less(any(Priority.NORMAL), any(Priority.LOW));
    if (stretch.equals(Stretch.NONE)) {
      complaint = null;
      desk.submit(() -> logger.info("OVERLOAD_OVER we keep up again: no interval is stretched"));
    } else {
      complaint =
          stretch.words(any(Priority.NORMAL), any(Priority.LOW))
              + " because we did not keep up before; they are taken back step by step";
    }
  }

  private boolean any(Priority priority) {
    return askings.getOrDefault(priority, 0) > 0;
  }
}
