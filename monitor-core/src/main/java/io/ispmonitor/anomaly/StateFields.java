package io.ispmonitor.anomaly;

/**
 * The fields of a detector on their way into its state or out of it. One method of the detector
 * serves both ways, {@code mean = fields.of(mean)}, so that they cannot differ.
 */
abstract class StateFields {
  abstract long of(long field);

  abstract double of(double field);

  abstract float of(float field);

  final int of(int field) {
    return (int) of((long) field);
  }

  /** A place in something, from 0 to below a bound. */
  abstract int place(int field, int bound);

  /** A place on something, from 0 to below a bound. */
  abstract double place(double field, double bound);

  final boolean of(boolean field) {
    return place(field ? 1 : 0, 2) == 1;
  }

  final void all(double[] fields) {
    for (int i = 0; i < fields.length; i++) {
      fields[i] = of(fields[i]);
    }
  }

  final void all(float[] fields) {
    for (int i = 0; i < fields.length; i++) {
      fields[i] = of(fields[i]);
    }
  }
}
