package io.ispmonitor.jdbc.internal.block;

import io.ispmonitor.metric.Gap;

/**
 * Writes the samples of one series, values and gaps, in the form that takes the fewest bytes: see
 * the {@link ColumnForm}s. Used by one thread at a time.
 */
final class ColumnWriter {
  private final ByteWriter body = new ByteWriter();
  private final ByteWriter trial = new ByteWriter();
  private final LongsWriter bodyLongs = new LongsWriter(body);
  private final DoublesWriter bodyDoubles = new DoublesWriter(body);
  private final RepeatsWriter repeats = new RepeatsWriter(trial);
  private final Steps steps = new Steps();

  private double[] values = new double[0];
  private long[] longs = new long[0];
  private int count;

  /** Writes samples; there must be one at least. */
  void write(double[] samples, byte[] gaps, int samplesCount, double resolution, ByteWriter out) {
    gather(samples, gaps, samplesCount);
    body.clear();
    boolean gapped = count < samplesCount;
    if (gapped) {
      GapRuns.write(gaps, samplesCount, body);
    }
    ColumnForm form = count == 0 ? ColumnForm.STEPS : writeValues(resolution);
    ColumnForm.writeHead(form, gapped, body.length(), out);
    out.putAll(body);
  }

  private void gather(double[] samples, byte[] gaps, int samplesCount) {
    if (values.length < samplesCount) {
      values = new double[samples.length];
      longs = new long[samples.length];
    }
    count = 0;
    for (int i = 0; i < samplesCount; i++) {
      if (gaps[i] == Gap.NONE.code()) {
        values[count++] = samples[i];
      }
    }
  }

  private ColumnForm writeValues(double resolution) {
    if (toSteps(steps.of(resolution))) {
      return writeSteps(resolution, 0);
    }
    for (int decimals = 1; resolution == 0 && decimals <= Steps.MOST_DECIMALS; decimals++) {
      if (toSteps(steps.ofDecimals(decimals))) {
        return writeSteps(resolution, decimals);
      }
    }
    steps.of(resolution);
    for (int i = 0; i < count; i++) {
      longs[i] = Double.doubleToRawLongBits(steps.kept(values[i]));
    }
    bodyDoubles.write(longs, count);
    return ColumnForm.DOUBLES;
  }

  private boolean toSteps(Steps of) {
    for (int i = 0; i < count; i++) {
      longs[i] = of.steps(values[i]);
      if (longs[i] == Steps.NONE) {
        return false;
      }
    }
    return true;
  }

  private ColumnForm writeSteps(double resolution, int decimals) {
    if (resolution == 0) {
      body.put(decimals);
    }
    int from = body.length();
    bodyLongs.write(longs, count);
    ColumnForm repeated = repeats.tryForms(longs, count, body.length() - from);
    if (repeated != ColumnForm.STEPS) {
      body.cut(from);
      body.putAll(trial);
    }
    return repeated;
  }
}
