package io.ispmonitor.telemetry;

import java.util.List;

/** What a meter shows for one combination of its labels. */
public sealed interface Point {

  /** The values of the labels, in the order of the meter's {@link Meter#labels()}. */
  List<String> labels();

  /**
   * A number.
   *
   * @param labels the values of the labels
   * @param value the number; a total of a counter, a level of a gauge
   */
  record Value(List<String> labels, double value) implements Point {

    /** Copies the list. */
    public Value {
      labels = List.copyOf(labels);
    }
  }

  /**
   * Many values, counted in buckets.
   *
   * @param labels the values of the labels
   * @param buckets the buckets, their bounds and counts rising
   * @param count how many values there are, those above the last bound included
   * @param sum all values together
   */
  record Distribution(List<String> labels, List<Bucket> buckets, long count, double sum)
      implements Point {

    /** Copies the lists and checks that the buckets rise. */
    public Distribution {
      labels = List.copyOf(labels);
      buckets = List.copyOf(buckets);
      double bound = Double.NEGATIVE_INFINITY;
      long below = 0;
      for (Bucket bucket : buckets) {
        boolean rises = bucket.upTo() > bound && bucket.count() >= below;
        if (!rises || Double.isInfinite(bucket.upTo())) {
          throw new IllegalArgumentException(
              "the buckets of a distribution must be finite and rise, were " + buckets);
        }
        bound = bucket.upTo();
        below = bucket.count();
      }
      if (count < below) {
        throw new IllegalArgumentException(
            "a distribution of %d values cannot have %d in a bucket".formatted(count, below));
      }
    }
  }
}
