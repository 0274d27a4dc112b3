package io.ispmonitor.benchmarks.snmp;

import io.ispmonitor.metric.InterfaceMetrics;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.Unit;
import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.profile.Item;
import io.ispmonitor.snmp.profile.Naming;
import io.ispmonitor.snmp.profile.Profile;
import io.ispmonitor.snmp.profile.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is polled: of each of 24 interfaces octets and errors in both directions, and the state. The
 * agent's counters grow in step with its own time, so that the rates are known exactly.
 */
final class FiveColumns {
  static final int INTERFACES = 24;

  private static final Oid IF_ENTRY = Oid.of("1.3.6.1.2.1.2.2.1");
  private static final Oid IF_X_ENTRY = Oid.of("1.3.6.1.2.1.31.1.1.1");
  private static final Oid IF_NAME = Oid.of("1.3.6.1.2.1.31.1.1.1.1");

  static final List<Oid> COLUMNS =
      List.of(
          IF_X_ENTRY.append(6),
          IF_X_ENTRY.append(10),
          IF_ENTRY.append(14),
          IF_ENTRY.append(20),
          IF_ENTRY.append(8));

  /** What an interface with the index 1 shows; the rates of the others are multiples of it. */
  private static final double[] OF_FIRST = {100_000, 200_000, 100, 200, 1};

  private static final int STATE = 4;
  private static final double SLACK = 1e-9;

  private FiveColumns() {}

  static Profile profile() {
    Table interfaces =
        new Table(
            "interfaces",
            List.of(new Naming.ByColumn(IF_NAME)),
            List.of(
                Item.counter(InterfaceMetrics.IN, COLUMNS.get(0)).scaled(8, 0),
                Item.counter(InterfaceMetrics.OUT, COLUMNS.get(1)).scaled(8, 0),
                Item.counter(perSecond("if.in_errors"), COLUMNS.get(2)),
                Item.counter(perSecond("if.out_errors"), COLUMNS.get(3)),
                Item.state(
                    Metric.gauge("if.oper", Unit.COUNT, 1),
                    COLUMNS.get(STATE),
                    Map.of(1L, "up", 2L, "down"))),
            List.of(),
            null,
            false,
            null);
    return new Profile(
        "five-columns",
        "Five columns of interfaces",
        List.of(),
        List.of(),
        null,
        Set.of(),
        List.of(),
        List.of(interfaces));
  }

  private static Metric perSecond(String name) {
    return Metric.rate(name, Unit.PER_SECOND, 0.01);
  }

  /** Whether there is a right value in each column, rates included. */
  static boolean areRight(Readings readings) {
    if (readings.size() != INTERFACES * COLUMNS.size()) {
      return false;
    }
    for (int i = 0; i < readings.size(); i++) {
      int column = i % COLUMNS.size();
      double times = column == STATE ? 1 : 1 + i / COLUMNS.size();
      double expected = OF_FIRST[column] * times;
      if (!(Math.abs(readings.value(i) - expected) <= expected * SLACK)) {
        return false; // a gap is NaN
      }
    }
    return true;
  }
}
