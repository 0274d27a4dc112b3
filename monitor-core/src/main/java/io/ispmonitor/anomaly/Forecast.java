package io.ispmonitor.anomaly;

/**
 * Six simple forecasts of the next value, and how far each was off lately.
 *
 * <p>A running mean, a median that moves in small steps, a daily profile and a daily profile with
 * offsets for the hours of the week, these two also moved to where the series was a few values ago.
 * What fits a series best is found by looking: no kind of series is known beforehand.
 */
final class Forecast {
  private static final int HOURS = 24;
  private static final int WEEK_BINS = 42;
  private static final int FAST = HOURS + WEEK_BINS;
  private static final int MEDIAN = FAST + 1;
  private static final int DAY_OFFSET = FAST + 2;
  private static final int WEEK_OFFSET = FAST + 3;
  private static final int DAY = FAST + 4;
  private static final int WEEK = FAST + 5;
  private static final int ERRORS = FAST + 6;
  private static final int FORECASTS = 6;
  private static final int SIZE = ERRORS + FORECASTS;

  private static final int BY_MEDIAN = 1;
  private static final int BY_DAY = 2;
  private static final int BY_WEEK = 4;

  private static final double MEAN_RATE = 0.1;
  private static final double MEDIAN_STEP = 0.05;
  private static final double OFFSET_RATE = 0.1;
  private static final double DAY_RATE = 0.03;
  private static final double WEEK_RATE = 0.02;

  private static final float UNKNOWN = Float.MAX_VALUE;

  private final float[] state = new float[SIZE];
  private byte best;
  private byte slow;

  Forecast() {
    for (int hour = 0; hour < HOURS; hour++) {
      state[hour] = UNKNOWN;
    }
  }

  /** Looks ahead to an hour of a day of the week; afterwards the forecasts can be asked. */
  void predict(double hour, int day) {
    double profile = profile(day(hour));
    state[DAY] = (float) profile;
    state[WEEK] = (float) (profile + between(HOURS, WEEK_BINS, week(hour, day)));
    best = 0;
    for (byte i = 1; i < FORECASTS; i++) {
      best = state[ERRORS + i] < state[ERRORS + best] ? i : best;
    }
    slow = state[ERRORS + BY_DAY] < state[ERRORS + BY_MEDIAN] ? (byte) BY_DAY : BY_MEDIAN;
    slow = state[ERRORS + BY_WEEK] < state[ERRORS + slow] ? (byte) BY_WEEK : slow;
  }

  private float by(int forecast) {
    return switch (forecast) {
      case 0 -> state[FAST];
      case BY_MEDIAN -> state[MEDIAN];
      case BY_DAY -> state[DAY];
      case BY_DAY + 1 -> state[DAY] + state[DAY_OFFSET];
      case BY_WEEK -> state[WEEK];
      default -> state[WEEK] + state[WEEK_OFFSET];
    };
  }

  /** What the forecast with the smallest error expects. */
  double best() {
    return by(best);
  }

  /** What the best of the forecasts expects that do not follow the last values. */
  double slow() {
    return by(slow);
  }

  /** How far {@link #slow} was off lately. */
  double slowError() {
    return state[ERRORS + slow];
  }

  /** Whether the time of day tells more than the last values. */
  boolean seasonal() {
    return slow != BY_MEDIAN;
  }

  /**
   * Learns what came.
   *
   * @param spread the usual distance from the best forecast
   * @param limit no error beyond this is believed
   * @param rate how much the errors are renewed
   */
  void learn(double hour, int weekday, double value, double spread, double limit, double rate) {
    for (int i = 0; i < FORECASTS; i++) {
      double error = Math.min(Math.abs(value - by(i)), 8 * spread);
      state[ERRORS + i] += (float) ((error - state[ERRORS + i]) * rate);
    }
    state[FAST] += (float) ((value - state[FAST]) * MEAN_RATE);
    state[MEDIAN] += (float) (Math.signum(value - state[MEDIAN]) * MEDIAN_STEP * spread);
    double day = value - state[DAY];
    double week = value - state[WEEK];
    state[DAY_OFFSET] += (float) ((day - state[DAY_OFFSET]) * OFFSET_RATE);
    state[WEEK_OFFSET] += (float) ((week - state[WEEK_OFFSET]) * OFFSET_RATE);
    learnDay(day(hour), value, Clip.to(day, limit), rate);
    move(HOURS, WEEK_BINS, week(hour, weekday), Clip.to(week, limit) * WEEK_RATE);
  }

  private void learnDay(double at, double value, double error, double rate) {
    int hour = (int) at;
    if (state[hour] == UNKNOWN) {
      state[hour] = (float) value;
      return;
    }
    double part = at - hour;
    double step = error * Math.max(DAY_RATE, 20 * rate);
    state[hour] += (float) (step * (1 - part));
    state[(hour + 1) % HOURS] += (float) (step * part);
  }

  /** The mean distance of the last values from the profile of the day. */
  double dayOffset() {
    return state[DAY_OFFSET];
  }

  /** Takes the present distance from the profile as lasting. */
  void moveToPresent() {
    float moved = state[DAY_OFFSET];
    for (int hour = 0; hour < HOURS; hour++) {
      state[hour] += moved;
    }
    state[DAY_OFFSET] = 0;
    state[WEEK_OFFSET] -= moved;
    state[MEDIAN] = state[FAST];
  }

  /** Goes on at this value after a long silence. */
  void resume(double value) {
    state[FAST] = (float) value;
    state[DAY_OFFSET] = 0;
    state[WEEK_OFFSET] = 0;
  }

  private double profile(double at) {
    int hour = (int) at;
    float here = state[hour];
    float next = state[(hour + 1) % HOURS];
    if (here == UNKNOWN) {
      return next == UNKNOWN ? state[FAST] : next;
    }
    if (next == UNKNOWN) {
      return here;
    }
    return here + (next - here) * (at - hour);
  }

  private double between(int from, int bins, double at) {
    int bin = (int) at;
    float here = state[from + bin];
    return here + (state[from + (bin + 1) % bins] - here) * (at - bin);
  }

  private void move(int from, int bins, double at, double by) {
    int bin = (int) at;
    double part = at - bin;
    state[from + bin] += (float) (by * (1 - part));
    state[from + (bin + 1) % bins] += (float) (by * part);
  }

  /** The place between the middles of the bins. */
  private static double day(double hour) {
    return position(hour / HOURS, HOURS);
  }

  private static double week(double hour, int day) {
    return position((day + hour / HOURS) / 7, WEEK_BINS);
  }

  private static double position(double part, int bins) {
    double at = part * bins - 0.5;
    return at < 0 ? Math.min(at + bins, Math.nextDown((double) bins)) : at;
  }

  void exchange(StateFields fields) {
    fields.all(state);
    best = (byte) fields.place(best, FORECASTS);
    slow = (byte) fields.place(slow, FORECASTS);
  }
}
