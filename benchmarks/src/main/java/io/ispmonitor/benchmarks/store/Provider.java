package io.ispmonitor.benchmarks.store;

import io.ispmonitor.metric.InterfaceMetrics;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.PingMetrics;
import io.ispmonitor.metric.PowerMetrics;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SeriesBlock;
import io.ispmonitor.metric.SeriesRegistry;
import io.ispmonitor.metric.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A made-up provider whose radios are pinged and whose switches are polled. A value is a function
 * of the seed, the device, the column and the time, so whoever asks again gets the same. Immutable.
 */
final class Provider {
  private static final int INTERFACES = 24;
  private static final Metric TEMPERATURE = Metric.gauge("device.temperature", Unit.CELSIUS, 1);
  private static final Layout PING = Layout.of(PingMetrics.ROUND_TRIP, PingMetrics.LOSS);
  private static final List<Metric> TRAFFIC =
      List.of(
          InterfaceMetrics.IN,
          InterfaceMetrics.OUT,
          InterfaceMetrics.IN_ERRORS,
          InterfaceMetrics.OUT_ERRORS);

  /** A poll of a hundred values. */
  private static final Layout POLL =
      poll(
          TRAFFIC,
          PowerMetrics.VOLTAGE,
          PowerMetrics.CURRENT,
          PowerMetrics.CONSUMPTION,
          TEMPERATURE);

  private static final int JITTER_NANOS = 6_000_000;

  private final SeriesBlock[] radios;
  private final SeriesBlock[] switches;
  private final Course course;
  private final Course.Kind[] pingKinds;
  private final Course.Kind[] pollKinds;
  private final long seed;

  Provider(long seed, int pinged, int polled) {
    this(seed, pinged, polled, POLL);
  }

  private Provider(long seed, int pinged, int polled, Layout poll) {
    this.seed = seed;
    this.course = new Course(seed);
    this.pingKinds = kinds(PING);
    this.pollKinds = kinds(poll);
    SeriesRegistry registry = new SeriesRegistry();
    this.radios = blocks(registry, "radio-", pinged, PING);
    this.switches = blocks(registry, "switch-", polled, poll);
  }

  /** One whose polls are 24 interfaces with five values each. */
  static Provider ofInterfacesAlone(long seed, int pinged, int polled) {
    List<Metric> metrics = new ArrayList<>(TRAFFIC);
    metrics.add(InterfaceMetrics.OPER);
    return new Provider(seed, pinged, polled, poll(metrics));
  }

  private static Layout poll(List<Metric> ofInterface, Metric... ofDevice) {
    List<Layout.Column> columns = new ArrayList<>();
    for (int i = 1; i <= INTERFACES; i++) {
      for (Metric metric : ofInterface) {
        columns.add(new Layout.Column(metric, "ether" + i));
      }
    }
    for (Metric metric : ofDevice) {
      columns.add(new Layout.Column(metric, ""));
    }
    return Layout.of(columns);
  }

  private static SeriesBlock[] blocks(
      SeriesRegistry registry, String name, int count, Layout layout) {
    SeriesBlock[] blocks = new SeriesBlock[count];
    for (int i = 0; i < count; i++) {
      blocks[i] = registry.block(name + i, layout);
    }
    return blocks;
  }

  private static Course.Kind[] kinds(Layout layout) {
    Course.Kind[] kinds = new Course.Kind[layout.size()];
    Arrays.setAll(kinds, column -> Course.Kind.of(layout.column(column).metric()));
    return kinds;
  }

  int pinged() {
    return radios.length;
  }

  int polled() {
    return switches.length;
  }

  SampleBatch ping(int radio, long epochNanos) {
    return ask(radios[radio], pingKinds, epochNanos);
  }

  SampleBatch poll(int which, long epochNanos) {
    return ask(switches[which], pollKinds, epochNanos);
  }

  /** How many series there are; they are numbered from 0. */
  int series() {
    return radios.length * pingKinds.length + switches.length * pollKinds.length;
  }

  /** The device that has the series of this number. */
  SeriesBlock block(int series) {
    int ofSwitch = series - radios.length * pingKinds.length;
    return ofSwitch < 0 ? radios[series / pingKinds.length] : switches[ofSwitch / pollKinds.length];
  }

  private SampleBatch ask(SeriesBlock block, Course.Kind[] kinds, long epochNanos) {
    long late = Math.floorMod(Course.mix(seed ^ epochNanos ^ block.number(0)), JITTER_NANOS);
    long asked = epochNanos + late;
    double[] values = new double[kinds.length];
    for (int column = 0; column < values.length; column++) {
      values[column] = course.value(kinds[column], block.number(column), asked);
    }
    return new SampleBatch(block, asked, Readings.of(block.layout(), values));
  }
}
