package io.ispmonitor.anomaly;

import java.util.Objects;

/**
 * Why a sample has its score.
 *
 * @param value what was measured
 * @param low the lowest value that would have been usual, in the unit of the series; one sample in
 *     1,000 is beyond {@code low} or {@code high}. NaN as long as it is not known
 * @param centre what was expected; NaN as long as it is not known
 * @param high the highest value that would have been usual; NaN as long as it is not known
 * @param score what {@link AnomalyDetector#feed} returned
 * @param reason the reason in words
 */
public record Explanation(
    double value, double low, double centre, double high, double score, String reason) {

  /** Checks that there is a reason. */
  public Explanation {
    Objects.requireNonNull(reason, "reason");
  }
}
