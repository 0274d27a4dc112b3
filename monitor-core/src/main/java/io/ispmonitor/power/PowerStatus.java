package io.ispmonitor.power;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How a device is fed, as far as its voltage tells.
 *
 * @param device the device's id
 * @param volts the last voltage
 * @param at when that was; it grows old when nothing comes, and does not become 0
 * @param source what feeds it; {@link PowerSource#UNKNOWN} once the last voltage is too old
 * @param since since when, as far as was seen; null exactly when the source is unknown
 * @param isLow whether the voltage is low
 * @param voltsPerHour how the voltage changes on battery; {@code NaN} on mains, and until there are
 *     ten readings over ten minutes
 * @param empty when the battery will be empty; null when it is not being used up, or that cannot be
 *     said yet
 */
public record PowerStatus(
    String device,
    double volts,
    Instant at,
    PowerSource source,
    @Nullable Instant since,
    boolean isLow,
    double voltsPerHour,
    @Nullable EmptyForecast empty) {

  /** All of it in a sentence, with times in UTC. */
  public String words() {
    return words(PowerWords.UTC);
  }

  /** All of it in a sentence, with times of this zone. */
  public String words(ZoneId zone) {
    StringBuilder words = new StringBuilder(PowerWords.volts(volts));
    words.append(isLow ? " (low), " : ", ").append(source.words());
    if (since != null) {
      words.append(" since ").append(PowerWords.clock(since, at, zone));
    }
    if (!Double.isNaN(voltsPerHour)) {
      words.append(", ").append(PowerWords.slope(voltsPerHour));
    }
    if (empty != null) {
      words
          .append(", empty at about ")
          .append(PowerWords.clock(empty.at(), at, zone))
          .append(" (between ")
          .append(PowerWords.clock(empty.earliest(), at, zone))
          .append(" and ")
          .append(PowerWords.clock(empty.latest(), at, zone))
          .append(')');
    }
    return words.toString();
  }
}
