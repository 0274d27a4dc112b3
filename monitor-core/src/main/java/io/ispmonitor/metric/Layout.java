package io.ispmonitor.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a set of readings: which metric, of which instance (an interface, a sensor). A
 * layout is made once and shared by all readings of its shape, so that a reading itself is only an
 * array of numbers.
 */
public final class Layout {
  /** The layout of readings that hold nothing. */
  public static final Layout EMPTY = new Layout(List.of());

  private final Column[] columns;
  private final int hash;

  private Layout(List<Column> columns) {
    this.columns = columns.toArray(new Column[0]);
    this.hash = columns.hashCode();
    Set<SeriesKey> series = new HashSet<>();
    for (Column column : columns) {
      if (!series.add(SeriesKey.of("", column.metric().name(), column.instance()))) {
        throw new IllegalArgumentException(
            "layout names the column " + column + " twice; give each its own metric or instance");
      }
    }
  }

  /** One column for each metric, of the device as a whole. */
  public static Layout of(Metric... metrics) {
    return new Layout(Arrays.stream(metrics).map(metric -> new Column(metric, "")).toList());
  }

  /** These columns. */
  public static Layout of(List<Column> columns) {
    return new Layout(new ArrayList<>(columns));
  }

  /** How many columns it has. */
  public int size() {
    return columns.length;
  }

  /** The column at this index. */
  public Column column(int index) {
    return columns[index];
  }

  /** The index of a column, or {@link #NO_COLUMN}. Linear in the number of columns. */
  public int indexOf(String metric, String instance) {
    for (int i = 0; i < columns.length; i++) {
      if (columns[i].metric().name().equals(metric) && columns[i].instance().equals(instance)) {
        return i;
      }
    }
    return NO_COLUMN;
  }

  /** Returned by {@link #indexOf} when there is no such column. */
  public static final int NO_COLUMN = -1;

  /** Equal to a layout of the same columns in the same order. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Layout layout
            && hash == layout.hash
            && Arrays.equals(columns, layout.columns));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return Arrays.toString(columns);
  }

  /**
   * One column.
   *
   * @param metric what is measured
   * @param instance of which part of the device, empty for the device as a whole
   */
  public record Column(Metric metric, String instance) {

    @Override
    public String toString() {
      return instance.isEmpty() ? metric.name() : metric.name() + "[" + instance + "]";
    }
  }
}
