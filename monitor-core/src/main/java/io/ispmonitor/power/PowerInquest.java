package io.ispmonitor.power;

import java.time.Duration;
import java.time.Instant;

/**
 * Tells lost power from a lost link by the last voltage. A voltage that is low or about to be empty
 * says power; one that was fine says link; a single low reading says nothing.
 */
final class PowerInquest {
  /** A battery that had less than this left may well have been empty when it went silent. */
  private static final double NEARLY_EMPTY_HOURS = 0.5;

  private final String device;
  private final Instant at;

  PowerInquest(String device, Instant at) {
    this.device = device;
    this.at = at;
  }

  PowerFinding nothingKnown() {
    return new PowerFinding(
        device, at, PowerFinding.Loss.UNDECIDED, null, "no voltage is known of it");
  }

  /** Under the lock of the supply, which has been heard. */
  PowerFinding judge(String owner, Supply supply, long now) {
    boolean isFresh = supply.isFresh(now);
    Duration age = Duration.ofNanos(Math.max(0, now - supply.at()));
    boolean own = owner.equals(device);
    String whose = own ? "its" : "it tells no voltage, but its parent '" + owner + "' does: the";
    PowerFinding.Loss loss = isFresh ? loss(supply) : PowerFinding.Loss.UNDECIDED;
    return new PowerFinding(device, at, loss, owner, words(supply, loss, whose, age, isFresh));
  }

  private static PowerFinding.Loss loss(Supply supply) {
    boolean belowLimit = supply.volts() < supply.limits().low();
    if (supply.source() == PowerSource.BATTERY && (supply.isLow() || isNearlyEmpty(supply))) {
      return PowerFinding.Loss.POWER;
    }
    if (supply.isLow() && belowLimit) {
      return PowerFinding.Loss.POWER;
    }
    return belowLimit ? PowerFinding.Loss.UNDECIDED : PowerFinding.Loss.LINK;
  }

  private static boolean isNearlyEmpty(Supply supply) {
    Estimate estimate = supply.estimate();
    Estimate.Range hours = estimate == null ? null : estimate.hours();
    return hours != null && hours.likely() < NEARLY_EMPTY_HOURS;
  }

  private static String words(
      Supply supply, PowerFinding.Loss loss, String whose, Duration age, boolean isFresh) {
    String volts = PowerWords.volts(supply.volts());
    String before = PowerWords.age(age) + " before";
    if (!isFresh) {
      return "%s last voltage is too old to tell: %s, %s".formatted(whose, volts, before);
    }
    return switch (loss) {
      case POWER ->
          "%s %s was at %s%s %s: it probably ran empty"
              .formatted(whose, holder(supply), volts, slope(supply), before);
      case LINK ->
          "%s power was fine %s (%s, %s%s): look for the link"
              .formatted(whose, before, volts, supply.source().words(), slope(supply));
      case UNDECIDED ->
          "%s last voltage was low %s (%s, %s), but that is not confirmed: look at power and link"
              .formatted(whose, before, volts, supply.source().words());
    };
  }

  private static String holder(Supply supply) {
    return supply.source() == PowerSource.BATTERY ? "battery" : "voltage";
  }

  private static String slope(Supply supply) {
    Estimate estimate = supply.estimate();
    return estimate == null ? "" : " and " + PowerWords.slope(estimate.voltsPerHour());
  }
}
