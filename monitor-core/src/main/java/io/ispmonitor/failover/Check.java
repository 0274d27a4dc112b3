package io.ispmonitor.failover;

/**
 * Finds out whether the primary works, best by doing what callers do: a small query, not an open
 * port. Called on the executor of the failover, one call at a time, and interrupted when its time
 * is over.
 *
 * @param <T> the kind of service
 */
@FunctionalInterface
public interface Check<T> {

  /**
   * Comes back when the primary works.
   *
   * @throws Exception when it does not. What the exception says is shown in events, in the log and
   *     in health reports, so it must hold no secret
   */
  void check(T primary) throws Exception;
}
