package io.ispmonitor.anomaly;

import java.time.Instant;

/**
 * The detector to use when nothing special is known about a series.
 *
 * <p>It expects the next value from the forecast that did best lately ({@link Forecast}), measures
 * the distance in what is usual at this hour ({@link Spread}) and follows three signs: distance,
 * lasting level, no change at all ({@link Signs}). How high they rise in sound times is learnt from
 * the series itself ({@link Tails}). An anomaly is told once ({@link Episodes}): its other values
 * stay below {@link Rarity#NOTICE}. A level that stays for three days is learnt anew.
 *
 * <p>The signs are compared with the highest of each block of sixty values, so a score of 0.3 or
 * more begins an episode in about one value of 1,000; a lower one says how unusual the value is.
 * Samples closer than four minutes are averaged, so a value among them may score 0 for now. After a
 * day without samples the last level is not relied on.
 */
final class EnsembleDetector implements AnomalyDetector {
  /** What the further values of an anomaly score. */
  private static final double GOING_ON = 0.2;

  private static final double BLOCK = 1.778;
  private static final int NEVER = Integer.MIN_VALUE / 2;
  private static final int SAID_MINUTES = 7 * 24 * 60;
  private static final double SLOWEST = 0.0015;
  private static final double BELIEVED = 8;
  private static final double FARTHEST = 1e30;
  private static final double RANGE = 4;

  private final LocalHours local;
  private final Cell cell = new Cell();
  private final Forecast forecast = new Forecast();
  private final Spread spread = new Spread();
  private final Signs signs = new Signs();
  private final Episodes episodes = new Episodes();

  /** The series is reckoned from its first value, in the power of two below its first change. */
  private double origin;

  private double perUnit;
  private int seen;
  private int learntAnew = NEVER;
  private float expected;
  private float usual;
  private float score;

  EnsembleDetector(LocalHours local) {
    this.local = local;
  }

  @Override
  public double feed(long epochNanos, double value) {
    score = cell.takes(epochNanos, value) ? (float) taken(epochNanos, value) : 0;
    return score;
  }

  private double taken(long nanos, double value) {
    boolean silent = cell.afterSilence(nanos);
    if (!cell.add(nanos, value)) {
      return 0;
    }
    double x = measured(cell.close());
    if (silent) {
      resume(x);
    }
    return seen++ == 0 ? 0 : scored(judge(nanos, x));
  }

  private double measured(double value) {
    if (seen == 0) {
      origin = value;
    }
    if (perUnit == 0 && value != origin) {
      double away = Math.min(Double.MAX_VALUE, Math.abs(value - origin));
      perUnit = Math.scalb(1.0, -Math.max(-1000, Math.min(1000, Math.getExponent(away))));
    }
    return Clip.to((value - origin) * perUnit, FARTHEST);
  }

  private void resume(double x) {
    forecast.resume(x);
    signs.resume();
    episodes.forget();
  }

  private double judge(long nanos, double x) {
    double time = local.hourOfDay(nanos);
    int day = local.dayOfWeek(nanos);
    int hour = (int) time;
    forecast.predict(time, day);
    double distance = Math.abs(x - forecast.best());
    spread.first(distance, seen);
    double near = spread.at(hour, least());
    double far = Math.max(forecast.slowError() * spread.factor(hour), near);
    expected = (float) forecast.best();
    usual = (float) near;
    signs.watch(distance / near, (x - forecast.slow()) / far, cell.unchanged());
    double rarity = signs.rarity();
    signs.remember(seen);
    double rate = Math.max(SLOWEST, 1.0 / seen);
    forecast.learn(time, day, x, spread.mean(), BELIEVED * near, rate);
    spread.learn(hour, x, distance, near, rate);
    if (signs.lasting(forecast.dayOffset() / near, cell.minute())) {
      forecast.moveToPresent();
      signs.settle();
      learntAnew = cell.minute();
    }
    return rarity;
  }

  /** What the rounding of values of this size can make. */
  private double least() {
    return 4 * Math.ulp(origin) * perUnit + Float.MIN_NORMAL;
  }

  private double scored(double rarity) {
    if (rarity < Episodes.FIRST) {
      return GOING_ON * Math.max(0, rarity) / Episodes.FIRST;
    }
    boolean news = episodes.news(rarity, seen, cell.minute());
    return news ? Math.min(1, (rarity + BLOCK) / 10) : GOING_ON;
  }

  @Override
  public boolean warmingUp() {
    return !signs.ready();
  }

  @Override
  public boolean isStuck() {
    return signs.areFlat();
  }

  @Override
  public Explanation explain() {
    return switch (cell.standing()) {
      case NONE_YET -> unknown("nothing has been seen yet");
      case NO_NUMBER -> unknown("no number, so it is neither judged nor learnt");
      case DUPLICATE -> unknown("a second sample of the same time, neither judged nor learnt");
      case LATE -> unknown("older than the newest sample, so neither judged nor learnt");
      case TAKEN -> taken();
    };
  }

  private Explanation unknown(String reason) {
    return new Explanation(Double.NaN, Double.NaN, Double.NaN, Double.NaN, score, reason);
  }

  private Explanation taken() {
    if (warmingUp()) {
      String reason = "still learning what is usual, after " + seen + " values";
      double value = cell.latest();
      return new Explanation(value, Double.NaN, Double.NaN, Double.NaN, score, reason);
    }
    double low = inUnits(expected - RANGE * usual);
    double high = inUnits(expected + RANGE * usual);
    return new Explanation(cell.latest(), low, inUnits(expected), high, score, reason());
  }

  private double inUnits(double x) {
    return perUnit == 0 ? origin : Clip.to(origin + x / perUnit, Double.MAX_VALUE);
  }

  private String reason() {
    String now =
        cell.gathers()
            ? "one of the samples of four minutes, which are judged together"
            : signs.inWords(forecast.seasonal());
    int ago = cell.minute() - learntAnew;
    if (ago < 0 || ago > SAID_MINUTES) {
      return now;
    }
    Instant then = Instant.ofEpochSecond(learntAnew * 60L);
    return now + "; the level is learnt anew since " + then + ", as the change lasted";
  }

  @Override
  public byte[] state() {
    StateWriter writer = new StateWriter(kind());
    exchange(writer);
    return writer.finished();
  }

  void restore(byte[] state) {
    StateReader reader = new StateReader(kind(), state);
    exchange(reader);
    reader.finish();
  }

  private String kind() {
    return "ensemble, " + local.zone();
  }

  private void exchange(StateFields fields) {
    origin = fields.of(origin);
    perUnit = fields.of(perUnit);
    seen = fields.of(seen);
    learntAnew = fields.of(learntAnew);
    expected = fields.of(expected);
    usual = fields.of(usual);
    score = fields.of(score);
    cell.exchange(fields);
    forecast.exchange(fields);
    spread.exchange(fields);
    signs.exchange(fields);
    episodes.exchange(fields);
  }
}
