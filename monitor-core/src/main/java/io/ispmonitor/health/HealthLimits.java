package io.ispmonitor.health;

import org.jspecify.annotations.Nullable;

/**
 * From when on the process lacks something. By default a heap of which no collection in five
 * minutes left less than 90 % in use is a degradation, 98 % a failure; a disk with less than 1 GiB
 * or 5 % left is a degradation, with less than 100 MiB or 1 % a failure; the processor has no
 * limit.
 *
 * @param heapShareDegraded the share of the heap that is worth a look when no collection in five
 *     minutes left less in use, above 0 to 1
 * @param heapShareFailing the share with which the process will not go on for long; not below the
 *     other
 * @param diskBytesDegraded so few bytes left on a disk are worth a look, 0 or more
 * @param diskBytesFailing so few are a failure; not above the other
 * @param diskShareDegraded so small a share of a disk left is worth a look, 0 to 1
 * @param diskShareFailing so small a share is a failure; not above the other
 * @param cpuShareDegraded the use of processors in five minutes that is worth a look, as a share of
 *     one of them; null for no limit
 */
public record HealthLimits(
    double heapShareDegraded,
    double heapShareFailing,
    long diskBytesDegraded,
    long diskBytesFailing,
    double diskShareDegraded,
    double diskShareFailing,
    @Nullable Double cpuShareDegraded) {
  private static final HealthLimits DEFAULTS =
      new HealthLimits(0.90, 0.98, 1L << 30, 100L << 20, 0.05, 0.01, null);

  /** Checks ranges and order. */
  public HealthLimits {
    check(
        heapShareDegraded > 0 && heapShareDegraded <= heapShareFailing && heapShareFailing <= 1,
        "the heap's shares must be above 0 to 1 and rise, were %s and %s; try 0.90 and 0.98",
        heapShareDegraded,
        heapShareFailing);
    check(
        diskBytesFailing >= 0 && diskBytesDegraded >= diskBytesFailing,
        "the bytes left on a disk must be 0 or more and fall, were %s and %s",
        diskBytesDegraded,
        diskBytesFailing);
    check(
        diskShareFailing >= 0 && diskShareDegraded >= diskShareFailing && diskShareDegraded <= 1,
        "the shares left of a disk must be 0 to 1 and fall, were %s and %s; try 0.05 and 0.01",
        diskShareDegraded,
        diskShareFailing);
    check(
        cpuShareDegraded == null || cpuShareDegraded > 0,
        "the share of a processor must be above 0, was %s%s; leave it out for no limit",
        String.valueOf(cpuShareDegraded),
        "");
  }

  /** The limits that are in force unless others are set. */
  public static HealthLimits defaults() {
    return DEFAULTS;
  }

  /** With other limits of the heap, as shares of its greatest size. */
  public HealthLimits heap(double degraded, double failing) {
    return new HealthLimits(
        degraded,
        failing,
        diskBytesDegraded,
        diskBytesFailing,
        diskShareDegraded,
        diskShareFailing,
        cpuShareDegraded);
  }

  /** With other limits of what is left on a disk, in bytes; 0 for none. */
  public HealthLimits diskBytes(long degraded, long failing) {
    return new HealthLimits(
        heapShareDegraded,
        heapShareFailing,
        degraded,
        failing,
        diskShareDegraded,
        diskShareFailing,
        cpuShareDegraded);
  }

  /** With other limits of what is left on a disk, as shares of it; 0 for none. */
  public HealthLimits diskShare(double degraded, double failing) {
    return new HealthLimits(
        heapShareDegraded,
        heapShareFailing,
        diskBytesDegraded,
        diskBytesFailing,
        degraded,
        failing,
        cpuShareDegraded);
  }

  /** With a limit of the use of processors, as a share of one of them. */
  public HealthLimits cpuShare(double degraded) {
    return new HealthLimits(
        heapShareDegraded,
        heapShareFailing,
        diskBytesDegraded,
        diskBytesFailing,
        diskShareDegraded,
        diskShareFailing,
        degraded);
  }

  private static void check(boolean holds, String sentence, Object first, Object second) {
    if (!holds) {
      throw new IllegalArgumentException("health limits: " + sentence.formatted(first, second));
    }
  }
}
