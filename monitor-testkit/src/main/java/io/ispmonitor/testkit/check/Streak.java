package io.ispmonitor.testkit.check;

import io.ispmonitor.reachability.ReachabilityPolicy;

/**
 * What was heard of a device's questions: the misses since the last answer, the answers since the
 * last miss. Times are those at which questions were sent, in nanoseconds of the epoch.
 */
final class Streak {
  static final long NEVER = Long.MIN_VALUE;

  /** So many of the last misses are known one by one. */
  private static final int KEPT = 8;

  private final long[] missedAt;
  private int newest;

  /** The rules that held when the last outcome was heard. */
  ReachabilityPolicy policy;

  int misses;
  long firstMissAt = NEVER;
  long lastMissAt = NEVER;

  /** When the question was sent that made the misses enough. */
  long enoughAt = NEVER;

  int answers;

  /** When the first of the answers in a row was asked for, also with void outcomes between them. */
  long answersSince = NEVER;

  long lastAnswerAt = NEVER;

  /**
   * The first of the answers in a row without anything in between; never when the last was none.
   */
  long answeringSince = NEVER;

  /** When the first of the last run of answers was asked for, also when that is over. */
  private long lastRunSince = NEVER;

  long lastHeardAt = NEVER;
  long lastVoidAt = NEVER;

  /** Which of the last misses happened to a device that could be reached; the newest lowest. */
  private long reachable;

  /** Which of the last misses happened to a device with a fault of its own; the newest lowest. */
  private long atFault;

  Streak(ReachabilityPolicy policy) {
    this(policy, new long[KEPT]);
  }

  private Streak(ReachabilityPolicy policy, long[] missedAt) {
    this.policy = policy;
    this.missedAt = missedAt;
  }

  /** The same counts, to be set by {@link #become}; the times of the last misses are shared. */
  Streak twin() {
    return new Streak(policy, missedAt);
  }

  void become(Streak other) {
    newest = other.newest;
    policy = other.policy;
    misses = other.misses;
    firstMissAt = other.firstMissAt;
    lastMissAt = other.lastMissAt;
    enoughAt = other.enoughAt;
    answers = other.answers;
    answersSince = other.answersSince;
    lastAnswerAt = other.lastAnswerAt;
    answeringSince = other.answeringSince;
    lastRunSince = other.lastRunSince;
    lastHeardAt = other.lastHeardAt;
    lastVoidAt = other.lastVoidAt;
    reachable = other.reachable;
    atFault = other.atFault;
  }

  void answered(long at) {
    misses = 0;
    answersSince = answers == 0 ? at : answersSince;
    answers++;
    lastAnswerAt = at;
    lastHeardAt = at;
    if (answeringSince == NEVER) {
      answeringSince = at;
      lastRunSince = at;
    }
  }

  void missed(long at, boolean wasReachable, boolean wasAtFault) {
    if (misses == 0) {
      firstMissAt = at;
      reachable = 0;
      atFault = 0;
    }
    misses++;
    answers = 0;
    answeringSince = NEVER;
    lastMissAt = at;
    lastHeardAt = at;
    if (misses == policy.misses()) {
      enoughAt = at;
    }
    newest = (newest + 1) % KEPT;
    missedAt[newest] = at;
    reachable = reachable << 1 | (wasReachable ? 1 : 0);
    atFault = atFault << 1 | (wasAtFault ? 1 : 0);
  }

  void nothing(long at) {
    answeringSince = NEVER;
    lastVoidAt = at;
  }

  /** A question cut short by the end of the monitor is no break in a run of answers. */
  void restarted() {
    if (misses == 0 && answeringSince == NEVER) {
      answeringSince = lastRunSince;
    }
  }

  boolean isAnswering() {
    return answeringSince != NEVER;
  }

  /** Whether the last that was heard is an answer to a question of this time or later. */
  boolean answeredAfter(long at) {
    return misses == 0 && lastAnswerAt >= at;
  }

  /**
   * Whether its last run of answers covers a time. What came to nothing after the run takes nothing
   * away from what was heard.
   */
  boolean answeredAround(long at) {
    return answeredAfter(at) && lastRunSince <= at;
  }

  /** Whether so many questions went unanswered, and none before this time. */
  boolean holds(int length, long firstAt) {
    return length >= 1 && length <= misses && firstAt >= firstMissAt;
  }

  /** Whether the last so many questions went unanswered, the first of them sent at this time. */
  boolean isRun(int length, long firstAt) {
    if (!holds(length, firstAt)) {
      return false;
    }
    // One place is lost to the outcome that was heard since.
    boolean isKept = length < KEPT;
    return !isKept || missedAt[Math.floorMod(newest - length + 1, KEPT)] == firstAt;
  }

  /** Whether the device could be reached at one of the last so many misses. */
  boolean wasReachable(int length) {
    return (reachable & last(length)) != 0;
  }

  /** Whether the device had a fault of its own at one of the last so many misses. */
  boolean wasAtFault(int length) {
    return (atFault & last(length)) != 0;
  }

  private static long last(int length) {
    return length >= Long.SIZE ? -1 : (1L << length) - 1;
  }
}
