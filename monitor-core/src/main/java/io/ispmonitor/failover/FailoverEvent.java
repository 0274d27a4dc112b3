package io.ispmonitor.failover;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that a failover did. */
public sealed interface FailoverEvent {

  /** When, by the wall clock. */
  Instant at();

  /** Which service is used from then on. */
  FailoverTarget target();

  /** Whether it is another one than before. */
  boolean switched();

  /** Why, in words. */
  String reason();

  /**
   * The primary was checked.
   *
   * @param number which check since the start, from 1
   * @param at when its outcome was known
   * @param result how it ended
   * @param responseTime how long it took, or has been waited for
   * @param reason how it ended and what follows, in words
   * @param report what a caller reported, where that was the reason for an early check
   * @param failuresInARow how many checks in a row have failed, this one included
   * @param successesInARow how many in a row have succeeded, this one included
   * @param target which service is used from then on
   * @param switched whether it is another one than before
   */
  record Checked(
      long number,
      Instant at,
      CheckResult result,
      Duration responseTime,
      String reason,
      @Nullable String report,
      long failuresInARow,
      long successesInARow,
      FailoverTarget target,
      boolean switched)
      implements FailoverEvent {}

  /**
   * Somebody set the mode to another one.
   *
   * @param at when
   * @param before the mode until then
   * @param mode the mode from then on
   * @param reason what follows, in words
   * @param target which service is used from then on
   * @param switched whether it is another one than before
   */
  record ModeSet(
      Instant at,
      FailoverMode before,
      FailoverMode mode,
      String reason,
      FailoverTarget target,
      boolean switched)
      implements FailoverEvent {}

  /**
   * A {@link CarryOver} ended, was given up, or could not begin.
   *
   * @param at when
   * @param succeeded whether everything has arrived
   * @param took how long it took
   * @param carried how many have arrived, as far as it said so
   * @param reason how it ended and what follows, in words
   * @param target which service is used from then on
   * @param switched whether it is another one than before
   */
  record CarriedOver(
      Instant at,
      boolean succeeded,
      Duration took,
      long carried,
      String reason,
      FailoverTarget target,
      boolean switched)
      implements FailoverEvent {}
}
