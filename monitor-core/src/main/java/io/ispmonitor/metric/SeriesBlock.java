package io.ispmonitor.metric;

import org.jspecify.annotations.Nullable;

/**
 * The series of one layout of one device, numbered in a row. Numbers are local to the process and
 * given anew once the device is gone; what is stored is the {@link SeriesKey}.
 */
public final class SeriesBlock {
  private final String device;
  private final Layout layout;
  private final int first;

  /** The next block of the same device in the {@link SeriesRegistry}. */
  @Nullable SeriesBlock next;

  SeriesBlock(String device, Layout layout, int first) {
    this.device = device;
    this.layout = layout;
    this.first = first;
  }

  /** The id of the device. */
  public String device() {
    return device;
  }

  /** The columns, one series each. */
  public Layout layout() {
    return layout;
  }

  /** The number of the series in this column. */
  public int number(int column) {
    return first + column;
  }

  /** The identity of the series in this column. */
  public SeriesKey key(int column) {
    Layout.Column is = layout.column(column);
    return new SeriesKey(device, is.metric().name(), is.instance());
  }

  @Override
  public String toString() {
    return device + " " + layout;
  }
}
