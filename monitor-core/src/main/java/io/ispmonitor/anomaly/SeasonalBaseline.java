package io.ispmonitor.anomaly;

/**
 * How far a sample is from what is usual at this hour of the day on this day of the week: a level,
 * a curve over 24 hours and a height for each of seven days are added, and each learns from what is
 * left (additive decomposition as in C. C. Holt, 1957, and P. R. Winters, "Forecasting sales by
 * exponentially weighted moving averages", Management Science 6, 1960). The distance is counted in
 * the deviation that is usual at the hour.
 *
 * <p>Hours and days are those of a time zone, so that a habit of people moves with daylight saving.
 * What lies a week back counts e times less for the level, ten days for the hours, ten weeks for
 * the days of the week. It takes two days to warm up. What is far from usual teaches little until
 * it has lasted for six hours. A sample counts for the time since the one before, an hour at most.
 */
final class SeasonalBaseline extends CalibratedDetector {
  private static final double NANOS_PER_HOUR = 3_600e9;
  private static final double WARM_UP_HOURS = 48;
  private static final double LEVEL_HOURS = 168;
  private static final double VISITS = 10;
  private static final double DAY = LocalHours.HOURS_A_DAY;
  private static final double CLIPPED_AT = 4;
  private static final double BELIEVED_AFTER_HOURS = 6;

  /** A deviation of a normal distribution is this many times its mean absolute one. */
  private static final double BY_MEAN = 1.2533;

  private final LocalHours local;
  private final Profile hours = new Profile(24, VISITS, 0.25);
  private final Profile days = new Profile(7, VISITS * DAY, DAY);
  private final Profile deviations = new Profile(24, VISITS, 0.5);
  private double learntHours;
  private double level;
  private double deviation;
  private double doubtedHours;
  private double hour;
  private double day;

  SeasonalBaseline(LocalHours local) {
    super("seasonal " + local.zone());
    this.local = local;
  }

  @Override
  public boolean warmingUp() {
    return super.warmingUp() || learntHours < WARM_UP_HOURS;
  }

  @Override
  void turnTo(long epochNanos) {
    hour = (local.hourOfDay(epochNanos) + DAY - 0.5) % DAY;
    day = local.dayOfWeek(epochNanos);
  }

  @Override
  void observe(double value) {
    double counts = hoursOf(guard());
    double wrong = believed(value - centre(), counts);
    learntHours += counts;
    level += wrong * counts / Math.min(LEVEL_HOURS, learntHours);
    hours.learn(hour, wrong, counts);
    days.learn(day, wrong, counts);
    double more = Math.abs(wrong) - deviation;
    deviations.learn(hour, more - deviations.at(hour), counts);
    deviation += more * counts / Math.min(LEVEL_HOURS, learntHours);
  }

  private static double hoursOf(SampleGuard guard) {
    double steps = guard.afterGap() ? 1 : guard.steps();
    return Math.max(1e-9, Math.min(1, steps * guard.usualNanos() / NANOS_PER_HOUR));
  }

  private double believed(double wrong, double counts) {
    double far = CLIPPED_AT * spread();
    boolean doubted = !warmingUp() && Math.abs(wrong) > far && doubtedHours < BELIEVED_AFTER_HOURS;
    if (Math.abs(wrong) <= far) {
      doubtedHours = 0;
    } else if (doubted) {
      doubtedHours += counts;
    }
    return doubted ? Math.max(-far, Math.min(far, wrong)) : wrong;
  }

  @Override
  double centre() {
    return level + hours.at(hour) + days.at(day);
  }

  @Override
  double spread() {
    return BY_MEAN * Math.max(deviation + deviations.at(hour), deviation / 4);
  }

  @Override
  String measure() {
    return "usual deviations of this hour";
  }

  @Override
  String basis() {
    return "what is usual at this hour of this day of the week";
  }

  @Override
  void exchange(StateFields fields) {
    super.exchange(fields);
    hours.exchange(fields);
    days.exchange(fields);
    deviations.exchange(fields);
    learntHours = fields.of(learntHours);
    level = fields.of(level);
    deviation = fields.of(deviation);
    doubtedHours = fields.of(doubtedHours);
    hour = fields.place(hour, DAY);
    day = fields.place(day, 7.0);
  }
}
