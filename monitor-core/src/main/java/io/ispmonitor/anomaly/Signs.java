package io.ispmonitor.anomaly;

import java.util.Locale;

/**
 * Three signs of an anomaly, each followed from value to value and weighed by how rarely it rises
 * so high.
 *
 * <p>The area is the mean distance from the best forecast over the last dozen values: spikes,
 * bursts, noise. The level is the mean signed distance from the slow forecast over the last four
 * dozen: a creep or a step. Flat is how many values there were without any change: a sensor that is
 * stuck.
 */
final class Signs {
  private static final int AREA = 0;
  private static final int LEVEL = 1;
  private static final int FLAT = 2;

  private static final double AREA_RATE = 2.0 / 13;
  private static final double AREA_LIMIT = 12;
  private static final double LEVEL_RATE = 2.0 / 49;
  private static final double LEVEL_LIMIT = 5;
  private static final double FAR = 5;
  private static final int FLAT_FROM = 24;
  private static final int LASTING_MINUTES = 3 * 24 * 60;
  private static final int MOVES = 60;
  private static final int NEVER = Integer.MAX_VALUE;

  private final Tails tails = new Tails();
  private float area;
  private float level;
  private int flat;
  private short moved;
  private int farSince = NEVER;
  private boolean farAbove;
  private byte gravest;

  /**
   * Takes the distances of a value from the best and from the slow forecast, both as a multiple of
   * what is usual.
   */
  void watch(double distance, double away, boolean unchanged) {
    area += (float) ((Math.min(AREA_LIMIT, distance) - area) * AREA_RATE);
    level += (float) ((Clip.to(away, LEVEL_LIMIT) - level) * LEVEL_RATE);
    flat = unchanged ? flat + 1 : 0;
    moved = (short) Math.min(MOVES, unchanged ? moved : moved + 1);
  }

  /**
   * How rarely the rarest sign rises so high: the negative decimal logarithm of the share of blocks
   * in which it does.
   */
  double rarity() {
    double most = tails.rarity(AREA, area);
    gravest = AREA;
    double lasting = tails.rarity(LEVEL, Math.abs(level));
    if (lasting > most) {
      gravest = LEVEL;
      most = lasting;
    }
    double stuck = flat < FLAT_FROM || moved < MOVES ? 0 : tails.rarity(FLAT, flat / 4.0);
    if (stuck > most) {
      gravest = FLAT;
      most = stuck;
    }
    return most;
  }

  /** Learns how high the signs rise. */
  void remember(int seen) {
    tails.note(AREA, area);
    tails.note(LEVEL, Math.abs(level));
    tails.note(FLAT, flat / 4.0);
    if (seen % Tails.QUARTER == 0) {
      tails.endQuarter();
    }
  }

  /** Whether rarities can be told already. */
  boolean ready() {
    return tails.ready();
  }

  /**
   * Whether the values have been far from the profile of the day, to one side, for longer than a
   * weekend.
   *
   * @param offset the mean distance of the last values, as a multiple of what is usual
   */
  boolean lasting(double offset, int minute) {
    if (Math.abs(offset) < FAR) {
      farSince = NEVER;
    } else if (farSince == NEVER || farAbove != offset > 0) {
      farSince = minute;
      farAbove = offset > 0;
    }
    return farSince != NEVER && minute - farSince >= LASTING_MINUTES;
  }

  /** Takes the level as the new usual one. */
  void settle() {
    level = 0;
    farSince = NEVER;
  }

  /** Forgets what the last values showed. */
  void resume() {
    area = Math.min(area, 1);
    flat = 0;
    settle();
  }

  /** Whether what is most unusual is that nothing changes. */
  boolean areFlat() {
    return gravest == FLAT;
  }

  /** What is most unusual. */
  String inWords(boolean seasonal) {
    return switch (gravest) {
      case LEVEL -> levelInWords(seasonal);
      case FLAT -> "no change for " + flat + " values, though the series used to move";
      default ->
          String.format(
              Locale.ROOT,
              "values lie %.1f times as far from the expected as they usually do",
              area);
    };
  }

  private String levelInWords(boolean seasonal) {
    return "values have stayed "
        + (level > 0 ? "above" : "below")
        + (seasonal ? " what is usual at this time of the week" : " the usual level")
        + String.format(
            Locale.ROOT, ", by %.1f times the usual distance on average", Math.abs(level));
  }

  void exchange(StateFields fields) {
    tails.exchange(fields);
    area = fields.of(area);
    level = fields.of(level);
    flat = fields.of(flat);
    moved = (short) fields.place(moved, MOVES + 1);
    farSince = fields.of(farSince);
    farAbove = fields.of(farAbove);
    gravest = (byte) fields.place(gravest, FLAT + 1);
  }
}
