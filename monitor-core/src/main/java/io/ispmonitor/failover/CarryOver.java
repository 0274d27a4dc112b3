package io.ispmonitor.failover;

/**
 * Brings to the primary what went to the fallback while the primary was away. Called on the
 * executor of the failover, one call at a time.
 *
 * <p>It is called at least twice for each outage:
 *
 * <ol>
 *   <li><b>before the primary is used again</b>, while calls still go to the fallback. This may
 *       take long. When it fails, the fallback stays in use, and it is called again after the next
 *       check that succeeds;
 *   <li><b>after the primary is used again</b>, a few seconds later ({@link
 *       FailoverBuilder#linger}), for what was written meanwhile: after the first call had looked
 *       for the last time, and by calls that had the fallback in hand at that moment. When it
 *       fails, the primary stays in use, and it is called again an interval later. When the primary
 *       is left meanwhile, it is interrupted.
 * </ol>
 *
 * <p>It is also called once after the start, since an earlier run of the program may have left
 * something, after the primary was forced, and after a caller has reported a failure of the
 * primary, since it may have put something into the fallback. So it must be repeatable: it takes
 * out of the fallback what has arrived, or the primary knows what it has. It must not depend on
 * order either: after the second call what is older arrives after what is newer.
 *
 * @param <T> the kind of service
 */
@FunctionalInterface
public interface CarryOver<T> {

  /**
   * Carries over everything there is at this moment; nothing to carry over is no failure.
   *
   * @param from the fallback
   * @param to the primary
   * @param progress to be told of every part that has arrived: that prolongs the time it may take
   * @throws Exception when not everything has arrived. What it says is shown in events, in the log
   *     and in health reports, so it must hold no secret
   */
  void carryOver(T from, T to, Progress progress) throws Exception;
}
