package io.ispmonitor.jdbc.internal.block;

import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.SampleSink;
import java.util.ArrayList;
import java.util.List;

/** Samples as a sink took them, equal when they are so to the last bit. */
record Taken(long epochNanos, long bits, Gap gap) {

  static Taken of(long epochNanos, double value) {
    return new Taken(epochNanos, Double.doubleToRawLongBits(value), Gap.NONE);
  }

  static Taken gap(long epochNanos, Gap gap) {
    return new Taken(epochNanos, Double.doubleToRawLongBits(Double.NaN), gap);
  }

  double value() {
    return Double.longBitsToDouble(bits);
  }

  boolean isIn(long fromNanos, long toNanos) {
    return epochNanos >= fromNanos && epochNanos < toNanos;
  }

  /** A sink that keeps what it takes. */
  static final class Kept implements SampleSink {
    final List<Taken> samples = new ArrayList<>();

    @Override
    public void accept(long epochNanos, double value, Gap gap) {
      samples.add(new Taken(epochNanos, Double.doubleToRawLongBits(value), gap));
    }
  }

  static byte[] chunk(double resolution, List<Taken> samples) {
    SeriesChunkWriter writer = new SeriesChunkWriter();
    writer.start(resolution);
    samples.forEach(sample -> writer.accept(sample.epochNanos, sample.value(), sample.gap));
    return writer.finish();
  }

  static List<Taken> read(byte[] chunk) {
    Kept kept = new Kept();
    new SeriesChunkReader().read(chunk, kept);
    return kept.samples;
  }

  @Override
  public String toString() {
    return epochNanos + (gap == Gap.NONE ? "=" + value() : " " + gap);
  }
}
