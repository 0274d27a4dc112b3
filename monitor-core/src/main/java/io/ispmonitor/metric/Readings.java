package io.ispmonitor.metric;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one question to one device brought: a value or a {@link Gap} for each column of a layout.
 * Immutable.
 */
public final class Readings {
  /** Readings that hold nothing. */
  public static final Readings NONE = new Readings(Layout.EMPTY, new double[0], null);

  private final Layout layout;
  private final double[] values;
  private final byte @Nullable [] gaps;

  private Readings(Layout layout, double[] values, byte @Nullable [] gaps) {
    this.layout = layout;
    this.values = values;
    this.gaps = gaps;
  }

  /**
   * A value for each column, in the order of the layout. The array is taken over: do not change it
   * afterwards. A value that is no finite number becomes a {@link Gap#NOT_A_NUMBER}.
   */
  public static Readings of(Layout layout, double... values) {
    if (values.length != layout.size()) {
      throw new IllegalArgumentException(
          "readings have %d values for the %d columns of %s"
              .formatted(values.length, layout.size(), layout));
    }
    byte[] gaps = null;
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        gaps = gaps == null ? new byte[values.length] : gaps;
        gaps[i] = Gap.NOT_A_NUMBER.code();
        values[i] = Double.NaN;
      }
    }
    return new Readings(layout, values, gaps);
  }

  /** One value of the device as a whole. Makes a layout; not for the hot path. */
  public static Readings of(Metric metric, double value) {
    return of(Layout.of(metric), value);
  }

  /** A gap of one reason in every column. */
  public static Readings gaps(Layout layout, Gap reason) {
    if (reason == Gap.NONE) {
      throw new IllegalArgumentException("a gap needs a reason other than NONE");
    }
    double[] values = new double[layout.size()];
    byte[] gaps = new byte[layout.size()];
    Arrays.fill(values, Double.NaN);
    Arrays.fill(gaps, reason.code());
    return new Readings(layout, values, gaps);
  }

  /** Starts readings of this layout; columns that are not set stay {@link Gap#NOT_SENT}. */
  public static Builder in(Layout layout) {
    return new Builder(layout);
  }

  /** The columns. */
  public Layout layout() {
    return layout;
  }

  /** How many columns there are, gaps included. */
  public int size() {
    return values.length;
  }

  /** The value of a column; {@code NaN} exactly when {@link #gap} is not {@link Gap#NONE}. */
  public double value(int column) {
    return values[column];
  }

  /** Why the value of a column is missing, or {@link Gap#NONE}. */
  public Gap gap(int column) {
    return gaps == null ? Gap.NONE : Gap.ofCode(gaps[column]);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < values.length; i++) {
      text.append(i == 0 ? "" : ", ").append(layout.column(i)).append('=');
      text.append(gap(i) == Gap.NONE ? Double.toString(values[i]) : gap(i).toString());
    }
    return text.append('}').toString();
  }

  /** Fills readings column by column. Not for use by several threads. */
  public static final class Builder {
    private final Layout layout;
    private final double[] values;
    private final byte[] gaps;

    private Builder(Layout layout) {
      this.layout = layout;
      this.values = new double[layout.size()];
      this.gaps = new byte[layout.size()];
      Arrays.fill(values, Double.NaN);
      Arrays.fill(gaps, Gap.NOT_SENT.code());
    }

    /** A value; one that is no finite number becomes a {@link Gap#NOT_A_NUMBER}. */
    public Builder set(int column, double value) {
      boolean finite = Double.isFinite(value);
      values[column] = finite ? value : Double.NaN;
      gaps[column] = finite ? Gap.NONE.code() : Gap.NOT_A_NUMBER.code();
      return this;
    }

    /** A missing value. */
    public Builder gap(int column, Gap reason) {
      if (reason == Gap.NONE) {
        throw new IllegalArgumentException("a gap needs a reason other than NONE");
      }
      values[column] = Double.NaN;
      gaps[column] = reason.code();
      return this;
    }

    /** The readings. */
    public Readings build() {
      boolean whole = true;
      for (byte gap : gaps) {
        whole &= gap == Gap.NONE.code();
      }
      return new Readings(layout, values.clone(), whole ? null : gaps.clone());
    }
  }
}
