package io.ispmonitor.capacity;

/** The binomial distribution. */
final class Binomial {
  private Binomial() {}

  /**
   * The probability of so many successes or more.
   *
   * @param chance of each try, more than 0 and less than 1
   */
  static double atLeast(int successes, int tries, double chance) {
    double odds = Math.log(chance) - Math.log1p(-chance);
    double log = tries * Math.log1p(-chance); // of none
    double sum = 0;
    for (int k = 0; k <= tries; k++) {
      if (k >= successes) {
        sum += Math.exp(log);
      }
      log += Math.log((double) (tries - k) / (k + 1)) + odds;
    }
    return Math.min(1, sum);
  }
}
