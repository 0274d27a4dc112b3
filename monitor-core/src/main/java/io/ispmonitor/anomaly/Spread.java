package io.ispmonitor.anomaly;

import java.util.Arrays;

/**
 * The usual distance between forecast and value: a slow mean, with a factor for every hour of the
 * day, since traffic that is tenfold in the evening also scatters tenfold then.
 */
final class Spread {
  private static final double HOUR_RATE = 0.005;
  private static final double LEAST_FACTOR = 0.2;
  private static final double FLOOR = 0.2;
  private static final double MOVE_RATE = 0.02;
  private static final double BELIEVED = 6;
  private static final int FIRST = 20;

  private final float[] hours = new float[24];
  private float mean;
  private float last;

  /** How far the values move if they move at all. */
  private float move;

  Spread() {
    Arrays.fill(hours, 1);
  }

  /** The mean without the hour's factor. */
  double mean() {
    return mean;
  }

  /** How much more or less is usual at this hour. */
  double factor(int hour) {
    return Math.max(LEAST_FACTOR, hours[hour]);
  }

  /**
   * The usual distance at this hour. A part of a usual move is granted always: a series that seldom
   * moves, such as a loss of packets, would be all surprise otherwise.
   */
  double at(int hour, double least) {
    return Math.max(mean * factor(hour), Math.max(FLOOR * move, least));
  }

  /** Takes the first distances as they are. */
  void first(double distance, int seen) {
    if (seen < FIRST) {
      mean += (float) ((distance - mean) / (seen - 1));
    }
  }

  void learn(int hour, double value, double distance, double usual, double rate) {
    if (mean > 0) {
      double factor = Math.min(BELIEVED * factor(hour), distance / mean);
      hours[hour] += (float) ((factor - hours[hour]) * HOUR_RATE);
    }
    mean += (float) ((Math.min(distance, BELIEVED * usual) - mean) * rate);
    learnMove(Math.abs(value - last));
    last = (float) value;
  }

  private void learnMove(double by) {
    if (move == 0) {
      move = (float) by;
    } else if (by > 0) {
      move += (float) ((Math.min(by, BELIEVED * move) - move) * MOVE_RATE);
    }
  }

  void exchange(StateFields fields) {
    fields.all(hours);
    mean = fields.of(mean);
    last = fields.of(last);
    move = fields.of(move);
  }
}
