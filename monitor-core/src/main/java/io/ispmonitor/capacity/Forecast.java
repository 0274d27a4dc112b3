package io.ispmonitor.capacity;

import java.util.OptionalDouble;

/** When a limit is reached, should things go on as they went. */
public sealed interface Forecast {
  /** Nothing further away is told: what was measured are weeks. */
  int HORIZON_DAYS = 730;

  /**
   * The limit is reached by now.
   *
   * @param confidence high unless the noise, or how sure the slope is, may be it
   */
  record Reached(Confidence confidence) implements Forecast {}

  /**
   * The limit will be reached.
   *
   * @param days how many days from today, more than 0
   * @param soonest with 95 percent not before; from 0 to {@code days}
   * @param latest with 95 percent not after; empty when it may never be
   * @param confidence how sure that is
   */
  record InDays(double days, double soonest, OptionalDouble latest, Confidence confidence)
      implements Forecast {}

  /**
   * At this pace the limit is not reached within {@link #HORIZON_DAYS}, or never.
   *
   * @param soonest how many days from today it could be within 95 percent; empty when it could not
   * @param confidence how sure that is
   */
  record NotAtThisPace(OptionalDouble soonest, Confidence confidence) implements Forecast {}

  /**
   * Nothing can be told.
   *
   * @param missing what would be needed
   */
  record NotEnoughData(String missing) implements Forecast {}
}
