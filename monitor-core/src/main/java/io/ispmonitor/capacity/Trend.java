package io.ispmonitor.capacity;

/**
 * How figures change.
 *
 * @param perDay the median change a day
 * @param least with 95 percent it is not less; negative infinity when there is too little to say
 * @param most with 95 percent it is not more; infinity when there is too little to say
 * @param days of how many days it is made
 */
public record Trend(double perDay, double least, double most, int days) {

  /** Whether figures surely rise, or surely fall. */
  public boolean isSure() {
    return least > 0 || most < 0;
  }
}
