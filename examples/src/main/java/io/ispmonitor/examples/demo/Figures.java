package io.ispmonitor.examples.demo;

import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.InterfaceMetrics;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.PowerMetrics;
import io.ispmonitor.metric.Readings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjDoubleConsumer;
import java.util.stream.Stream;

/**
 * What a table shows of all that a device says over SNMP. NaN where it says nothing.
 *
 * @param bitsPerSecond through its busiest interface, both directions together
 * @param signalDbm the weakest it receives
 * @param volts the lowest it is fed with
 */
record Figures(double bitsPerSecond, double signalDbm, double volts) {
  static final Figures NONE = new Figures(Double.NaN, Double.NaN, Double.NaN);

  private static final String SIGNAL = "wireless.signal";

  static Figures of(Readings readings, List<Readings> more) {
    Map<String, Double> traffic = new HashMap<>();
    double[] lowest = {Double.NaN, Double.NaN};
    each(
        readings,
        more,
        (column, value) -> {
          String metric = column.metric().name();
          if (metric.equals(InterfaceMetrics.IN.name())
              || metric.equals(InterfaceMetrics.OUT.name())) {
            traffic.merge(column.instance(), value, Double::sum);
          } else if (metric.equals(SIGNAL)) {
            lowest[0] = lower(lowest[0], value);
          } else if (metric.equals(PowerMetrics.VOLTAGE.name())) {
            lowest[1] = lower(lowest[1], value);
          }
        });
    double most = traffic.values().stream().mapToDouble(is -> is).max().orElse(Double.NaN);
    return new Figures(most, lowest[0], lowest[1]);
  }

  private static void each(
      Readings first, List<Readings> more, ObjDoubleConsumer<Layout.Column> taker) {
    Stream.concat(Stream.of(first), more.stream())
        .forEach(
            readings -> {
              for (int i = 0; i < readings.size(); i++) {
                if (readings.gap(i) == Gap.NONE) {
                  taker.accept(readings.layout().column(i), readings.value(i));
                }
              }
            });
  }

  private static double lower(double known, double value) {
    return Double.isNaN(known) ? value : Math.min(known, value);
  }
}
