package io.ispmonitor.anomaly;

/**
 * Judges the samples of one series, each as it comes, by what came before. A detector belongs to
 * one series and to one thread at a time.
 *
 * <p>What is no measurement is neither judged nor learnt, and scores 0: NaN, the infinities, a
 * second sample of the same time, and one that is older than the newest. {@link #explain} says
 * which of these it was.
 */
public interface AnomalyDetector {

  /**
   * Judges a sample, and learns from it afterwards. Does not allocate.
   *
   * @param epochNanos the time of the sample in nanoseconds since 1970-01-01T00:00Z
   * @param value what was measured
   * @return how rare the sample is, from 0 to 1 as {@link Rarity} defines, never NaN; 0 while the
   *     detector is {@link #warmingUp}
   */
  double feed(long epochNanos, double value);

  /** Why the latest sample has its score. Made when it is asked for. */
  Explanation explain();

  /** Whether too little has been seen to judge by. */
  boolean warmingUp();

  /** Whether the latest score is for values that do not change, and not for how far out one is. */
  default boolean isStuck() {
    return false;
  }

  /**
   * All that this detector knows, as {@link DetectorFactory#restore} takes it: the restored
   * detector gives the same scores to the last bit.
   */
  byte[] state();
}
