package io.ispmonitor.alerting.rule;

/**
 * What is remembered of one series, or of one device, under one rule. There may be a million of
 * these, so it is 64 bytes and holds no collection.
 */
class Memory {
  static final long NEVER = Long.MIN_VALUE;

  final Watcher watcher;
  final String instance;
  Levels levels;
  boolean isFiring;

  /** Whether it was taken to fire after a restart, as a part of a composite that did. */
  boolean isAssumed;

  /** Whether a value of it has said since the start whether there is trouble. */
  boolean isJudged;

  /** Whether what it says is known from probes that only observe. */
  boolean isObserved;

  /** How many values in a row say the opposite of what is so. */
  int streak;

  /** When the last value was, in nanoseconds since 1970. */
  long lastNanos = NEVER;

  /** When the row began, by the steady clock or by that of the values, as its watcher likes. */
  long streakNanos;

  /** Since when it fires, or when what may make it fire began. */
  long sinceNanos;

  double lastValue = Double.NaN;

  Memory(Watcher watcher, String instance, Levels levels) {
    this.watcher = watcher;
    this.instance = instance;
    this.levels = levels;
  }

  /** One more in the row. */
  void count(long beginNanos) {
    if (streak == 0) {
      streakNanos = beginNanos;
    }
    if (streak < Integer.MAX_VALUE) {
      streak++;
    }
  }
}
