package io.ispmonitor.anomaly;

/**
 * A curve over the hours of a day or the days of a week that follows samples: by each the points to
 * its left and right are moved by a share of how wrong the line between them was. A point that has
 * seen little moves much, one that has seen its memory's worth moves no less any more.
 */
final class Profile {
  private final float[] offsets;
  private final float[] seen;
  private final float memory;
  private final float prior;

  /**
   * A flat curve.
   *
   * @param points how many, evenly spread
   * @param memory how many hours at a point it goes by
   * @param prior how many hours at a point it takes before half of what is seen is believed
   */
  Profile(int points, double memory, double prior) {
    this.offsets = new float[points];
    this.seen = new float[points];
    this.memory = (float) memory;
    this.prior = (float) prior;
  }

  /** The curve at a place from 0 to below the number of points. */
  double at(double place) {
    int left = (int) place;
    double right = place - left;
    return (1 - right) * offsets[left] + right * offsets[next(left)];
  }

  /** Moves the curve at a place, after a sample that stands for some hours. */
  void learn(double place, double wrong, double hours) {
    int left = (int) place;
    double right = place - left;
    move(left, wrong, (1 - right) * hours);
    move(next(left), wrong, right * hours);
  }

  private void move(int point, double wrong, double hours) {
    if (hours > 0) {
      seen[point] = (float) Math.min(memory, seen[point] + hours);
      offsets[point] += (float) (wrong * hours / (seen[point] + prior));
    }
  }

  private int next(int point) {
    return point + 1 == offsets.length ? 0 : point + 1;
  }

  void exchange(StateFields fields) {
    fields.all(offsets);
    fields.all(seen);
  }
}
