package io.ispmonitor.capacity;

/**
 * How often a device restarted of late, and before. At least so often: of several restarts within
 * two hours one is seen. Those that a parent had within an hour too are no sign, and left out.
 *
 * @param recent in the last 14 days
 * @param recentDays for how long its uptime was known in these
 * @param before in the half year before
 * @param beforeDays for how long its uptime was known in that
 * @param withParent how many were left out
 */
public record RestartHistory(
    int recent, double recentDays, int before, double beforeDays, int withParent) {
  /** How many days are recent. */
  public static final int RECENT_DAYS = 14;

  private static final double FEWEST_RECENT = 7;
  private static final double FEWEST_BEFORE = 28;

  /** Whether its past is long enough to hold the last days against. */
  public boolean isEnough() {
    return recentDays >= FEWEST_RECENT && beforeDays >= FEWEST_BEFORE;
  }

  /**
   * With which probability as many or more of its restarts would be recent, came they as often as
   * before: the conditional test of two Poisson rates (Przyborowski and Wilenski 1940). 0 to 1; 1
   * when its past is not known.
   */
  public double chance() {
    double days = recentDays + beforeDays;
    return beforeDays > 0 && recentDays > 0 && recent > 0
        ? Binomial.atLeast(recent, recent + before, recentDays / days)
        : 1;
  }
}
