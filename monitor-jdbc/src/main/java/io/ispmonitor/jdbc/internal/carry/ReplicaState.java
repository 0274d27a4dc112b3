package io.ispmonitor.jdbc.internal.carry;

import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known of a replica, told once when it becomes unfit, and once when that is over. */
final class ReplicaState {
  private static final Logger log = LoggerFactory.getLogger(ReplicaState.class);

  private final TimeSource time;
  private @Nullable Duration behind;
  private @Nullable Instant since;
  private @Nullable String trouble;
  private Kind kind = Kind.FIT;
  private long fallbacks;
  private long measuredNanos;
  private boolean isMeasured;

  ReplicaState(TimeSource time) {
    this.time = time;
  }

  /** In so far as an operator would do something else about it. */
  enum Kind {
    FIT,
    BEHIND,
    SILENT
  }

  /** Why it is not read from; null when it is. */
  synchronized @Nullable String trouble() {
    return trouble;
  }

  /** Whether it was measured within this time. */
  synchronized boolean isMeasured(Duration within) {
    return isMeasured && time.nanoTime() - measuredNanos < within.toNanos();
  }

  /** It answered, and may be read from. */
  synchronized void fit(Duration lag) {
    measured(lag);
    if (since != null) {
      log.info("HISTORY_FROM_REPLICA history is read from the replica again, after {} s", lasted());
    }
    kind = Kind.FIT;
    since = null;
    trouble = null;
  }

  /** It answered, and is too far behind. */
  synchronized void behind(Duration lag, String words) {
    measured(lag);
    unfit(Kind.BEHIND, words);
  }

  /** It did not answer. */
  synchronized void silent(String words) {
    behind = null;
    isMeasured = false;
    unfit(Kind.SILENT, words);
  }

  /** A read went to the primary. */
  synchronized void fellBack() {
    fallbacks++;
  }

  synchronized ReplicaHealth health() {
    return new ReplicaHealth(behind, fallbacks, since, trouble);
  }

  private void measured(Duration lag) {
    behind = lag;
    measuredNanos = time.nanoTime();
    isMeasured = true;
  }

  private void unfit(Kind now, String words) {
    if (kind != now) {
      log.warn(
          "HISTORY_FROM_PRIMARY the replica {}; history is read from the primary until that is"
              + " over",
          words);
    }
    kind = now;
    trouble = words;
    if (since == null) {
      since = time.instant();
    }
  }

  private long lasted() {
    Instant began = since;
    return began == null ? 0 : Duration.between(began, time.instant()).toSeconds();
  }
}
