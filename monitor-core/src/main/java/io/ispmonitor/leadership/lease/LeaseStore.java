package io.ispmonitor.leadership.lease;

import org.jspecify.annotations.Nullable;

/**
 * The place of leases, which all instances can reach. Each call is done as a whole or not at all,
 * one after the other in one order that all instances see, and what it changed stays changed.
 *
 * <p>Calls may wait, up to a limit of seconds that the implementation keeps to. Any exception means
 * that nobody knows whether the call was done. Any thread.
 */
public interface LeaseStore extends AutoCloseable {

  /**
   * Notes that an instance lives, keeps its lease if it has it, and tells how all stands then.
   *
   * <p>An id that another incarnation has is left alone unless that has left, or is the one that is
   * replaced; the lease is left alone then, too.
   *
   * @param scope of the lease
   * @param me the caller; its time and number of signs of life are the store's to fill in
   * @param token with which the caller holds the lease and wants to keep it; 0 when it does not
   * @param replaces the incarnation with the caller's id that is known to have ended; null for none
   */
  RollCall call(String scope, InstanceStatus me, long token, @Nullable String replaces);

  /**
   * Takes a lease, if it is still as it was seen.
   *
   * @param seen as it was when it was decided to take it
   * @return the lease as it is now; it is the caller's when it was taken
   */
  Lease take(Lease seen, InstanceStatus by);

  /**
   * Gives a lease up, if the caller still holds it.
   *
   * @param heir the instance that it is meant for; null when for none in particular
   * @return the lease as it is now
   */
  Lease release(String scope, long token, InstanceStatus by, @Nullable String heir);

  /** Notes that an instance ends. */
  void leave(InstanceStatus me);

  /** Closes what it has opened itself. */
  @Override
  default void close() {}
}
