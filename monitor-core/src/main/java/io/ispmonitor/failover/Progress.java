package io.ispmonitor.failover;

/** How far a {@link CarryOver} has come. */
@FunctionalInterface
public interface Progress {

  /**
   * So many more have arrived; 0 is a sign of life. To be called at least once in the time that
   * {@link FailoverBuilder#carryOverTimeout} allows.
   *
   * @throws InterruptedException when this carry-over was given up: it is to stop, and what has not
   *     arrived stays where it is
   * @throws IllegalArgumentException when the number is negative
   */
  void carried(long more) throws InterruptedException;
}
