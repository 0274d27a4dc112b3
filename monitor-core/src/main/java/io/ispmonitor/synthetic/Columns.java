package io.ispmonitor.synthetic;

import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.PingMetrics;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.Role;
import java.util.ArrayList;
import java.util.List;

/** The columns of a probe: its own metrics, after the round trip where it is for reachability. */
final class Columns {
  /** A time that was not measured. */
  static final long NOT_MEASURED = -1;

  private static final double NANOS_PER_SECOND = 1e9;

  private final Layout layout;
  private final int first;

  private Columns(Layout layout, int first) {
    this.layout = layout;
    this.first = first;
  }

  static Columns of(Role role, String instance, Metric... metrics) {
    List<Layout.Column> columns = new ArrayList<>();
    if (role == Role.REACHABILITY) {
      columns.add(new Layout.Column(PingMetrics.ROUND_TRIP, ""));
    }
    int first = columns.size();
    for (Metric metric : metrics) {
      columns.add(new Layout.Column(metric, instance));
    }
    return new Columns(Layout.of(columns), first);
  }

  Layout layout() {
    return layout;
  }

  /** Starts a row with its round trip, which is left out where the role does not want it. */
  Row row(long roundTripNanos) {
    Row row = new Row();
    if (first > 0) {
      row.seconds(-first, roundTripNanos);
    }
    return row;
  }

  /** One set of readings; columns are counted without the round trip. */
  final class Row {
    private final Readings.Builder readings = Readings.in(layout);

    private Row() {}

    Row seconds(int column, long nanos) {
      if (nanos != NOT_MEASURED) {
        set(column, nanos / NANOS_PER_SECOND);
      }
      return this;
    }

    Row flag(int column, boolean value) {
      return set(column, value ? 1 : 0);
    }

    Row set(int column, double value) {
      readings.set(first + column, value);
      return this;
    }

    Readings build() {
      return readings.build();
    }
  }
}
