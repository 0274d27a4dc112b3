package io.ispmonitor.testkit.check;

import java.time.Duration;
import java.util.Arrays;

/**
 * Whether questions out of turn were left, by how many were asked in all. Counted second by second,
 * so that what is remembered does not depend on how many devices there are.
 */
final class Load {
  private static final int SECONDS = 300;
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long BEFORE = Duration.ofSeconds(10).toNanos();
  private static final double SHARE = 0.1;
  private static final double LEAST_PER_SECOND = 10;

  private final Network network;
  private final long[] seconds = new long[SECONDS];
  private final int[] questions = new int[SECONDS];
  private long newest = Streak.NEVER;

  Load(Network network) {
    this.network = network;
    forget();
  }

  /** A question of any probe was asked. */
  void hears(long askedAt) {
    long second = Math.floorDiv(askedAt, SECOND);
    int place = place(second);
    if (second > seconds[place]) {
      seconds[place] = second;
      questions[place] = 0;
    }
    if (second == seconds[place]) {
      questions[place]++;
    }
    newest = Math.max(newest, second);
  }

  /** Half of the budget at most was used on average, and we remember far enough back. */
  boolean isLight(long since, long until) {
    long first = Math.floorDiv(since - BEFORE, SECOND);
    if (newest == Streak.NEVER || newest - first >= SECONDS) {
      return false;
    }
    long last = Math.min(newest, Math.floorDiv(until, SECOND));
    long asked = 0;
    for (long second = first; second <= last; second++) {
      int place = place(second);
      asked += seconds[place] == second ? questions[place] : 0;
    }
    double usual = network.questionsPerSecond();
    double perSecond = usual + Math.max(LEAST_PER_SECOND, usual * SHARE);
    return asked < perSecond * (until - first * SECOND) / SECOND;
  }

  /** The clock was set: what was remembered says nothing of the seconds that come. */
  void forget() {
    Arrays.fill(seconds, Streak.NEVER);
    newest = Streak.NEVER;
  }

  private static int place(long second) {
    return (int) Math.floorMod(second, (long) SECONDS);
  }
}
