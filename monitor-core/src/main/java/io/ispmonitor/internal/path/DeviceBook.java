package io.ispmonitor.internal.path;

import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.MetricKind;
import io.ispmonitor.metric.Unit;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.telemetry.DeviceReadout;
import io.ispmonitor.telemetry.Meter;
import io.ispmonitor.telemetry.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Where the series of devices are written down while they are read, up to a limit. */
final class DeviceBook {
  private static final String DEVICE = "device";
  private static final String PER_SECOND = "_per_second";

  private final int mostSeries;
  private final List<Point> states = new ArrayList<>();
  private final List<Point> ups = new ArrayList<>();
  private final Map<String, Values> values = new TreeMap<>();
  private int size;
  private long leftOut;
  private long clashing;

  DeviceBook(int mostSeries) {
    this.mostSeries = mostSeries;
  }

  boolean isFull() {
    return size >= mostSeries;
  }

  void leaveOut() {
    leftOut++;
  }

  void state(String device, DeviceState state) {
    add(states, new Point.Value(List.of(device, state.name().toLowerCase(Locale.ROOT)), 1));
  }

  void up(String device, boolean isUp) {
    add(ups, new Point.Value(List.of(device), isUp ? 1 : 0));
  }

  void value(String device, Layout.Column column, double value) {
    Metric metric = column.metric();
    Values known = values.computeIfAbsent(nameOf(metric), any -> new Values(metric));
    List<String> labels = List.of(device, column.instance());
    if (known.points.containsKey(labels)) {
      clashing++;
    } else if (isFull()) {
      leftOut++;
    } else {
      size++;
      known.points.put(labels, new Point.Value(labels, value));
    }
  }

  private void add(List<Point> points, Point point) {
    if (isFull()) {
      leftOut++;
    } else {
      size++;
      points.add(point);
    }
  }

  DeviceReadout readout() {
    List<Meter> meters = new ArrayList<>();
    meters.add(
        gauge(
            "ispmonitor_device_state",
            "1 for the state that a device has",
            List.of(DEVICE, "state"),
            states));
    meters.add(
        gauge(
            "ispmonitor_device_up",
            "1 when a device answers, 0 when it does not, nothing when that is not known",
            List.of(DEVICE),
            ups));
    values.forEach((name, of) -> meters.add(of.meter(name)));
    meters.add(
        gauge(
            "ispmonitor_export_truncated",
            "How many series of devices were left out because they were more than the limit",
            List.of(),
            List.of(new Point.Value(List.of(), (double) leftOut))));
    meters.add(
        gauge(
            "ispmonitor_export_clashing",
            "How many series of devices were left out because another's name reads the same",
            List.of(),
            List.of(new Point.Value(List.of(), (double) clashing))));
    return new DeviceReadout(meters, leftOut, clashing);
  }

  private static Meter gauge(String name, String help, List<String> labels, List<Point> points) {
    return new Meter(name, Meter.Kind.GAUGE, Unit.COUNT, help, labels, points);
  }

  /** Such as {@code ispmonitor_metric_ping_rtt_seconds}. */
  private static String nameOf(Metric metric) {
    String name = "ispmonitor_metric_" + metric.name().replace('.', '_');
    String unit = suffix(metric);
    if (!unit.isEmpty() && !name.endsWith(unit)) {
      name += unit;
    }
    boolean isTotal = name.endsWith("_total");
    if (metric.kind() == MetricKind.COUNTER) {
      return isTotal ? name : name + "_total";
    }
    return isTotal ? name + "_now" : name; // the end of a counter's name is not for others
  }

  private static String suffix(Metric metric) {
    Unit unit = metric.unit();
    String suffix = unit == Unit.COUNT ? "" : "_" + unit.name().toLowerCase(Locale.ROOT);
    boolean perSecond = metric.kind() == MetricKind.RATE && !suffix.endsWith(PER_SECOND);
    return perSecond ? suffix + PER_SECOND : suffix;
  }

  /** The growth of what is counted in a plain unit is so much of it a second. */
  private static String symbol(Metric metric) {
    String symbol = metric.unit().symbol();
    return metric.kind() == MetricKind.RATE && !symbol.endsWith("/s") ? symbol + "/s" : symbol;
  }

  /** The values of one metric, by their labels. */
  private static final class Values {
    private final Metric metric;
    final Map<List<String>, Point> points = new LinkedHashMap<>();

    Values(Metric metric) {
      this.metric = metric;
    }

    Meter meter(String name) {
      return new Meter(
          name,
          metric.kind() == MetricKind.COUNTER ? Meter.Kind.COUNTER : Meter.Kind.GAUGE,
          metric.unit(),
          "Last value of " + metric.name() + ", in " + symbol(metric),
          List.of(DEVICE, "instance"),
          List.copyOf(points.values()));
    }
  }
}
