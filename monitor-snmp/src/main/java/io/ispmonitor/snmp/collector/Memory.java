package io.ispmonitor.snmp.collector;

import io.ispmonitor.metric.Layout;
import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a device from one turn to the next, by its plan. For one thread at a time.
 */
final class Memory {
  private static final int MOST_VISITORS = 2_000;

  final Plan plan;
  final Counters counters;

  /** The last value of each column; {@code NaN} where there was none. */
  final double[] latest;

  /** What objects said that are only watched for changes. */
  final Map<Oid, Double> watched = new HashMap<>(4);

  /** When the counters of each row last began anew, as the agent says. */
  final @Nullable SnmpValue[] discontinuities;

  /** When each part, and each table that is read as a whole, was asked for last. */
  private final long[] askedNanos;

  private final boolean[] wasAsked;

  /** The counters of rows that come and go, and the layouts of their columns. */
  final Map<String, Visitor> visitors =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Visitor> eldest) {
          return size() > MOST_VISITORS;
        }
      };

  /** How many rows tables have that come and go, by the column that says so. */
  final Map<Integer, Integer> rowCounts = new HashMap<>();

  /**
   * A row that comes and goes.
   *
   * @param layout its columns
   * @param counters its counters, by column
   */
  record Visitor(Layout layout, Counters counters) {}

  Memory(Plan plan) {
    this.plan = plan;
    this.counters = new Counters(plan.slots());
    this.latest = new double[plan.columns()];
    Arrays.fill(latest, Double.NaN);
    int rows = plan.key().tables().stream().mapToInt(is -> is.rows().size()).sum();
    this.discontinuities = new SnmpValue[rows];
    this.askedNanos = new long[plan.parts().size() + plan.walked().size()];
    this.wasAsked = new boolean[askedNanos.length];
  }

  /** Whether a part is asked for now. */
  boolean isDue(int place, long everyNanos, long now) {
    return !wasAsked[place] || now - askedNanos[place] >= everyNanos - everyNanos / 20;
  }

  /** A part was asked for. */
  void asked(int place, long now) {
    askedNanos[place] = now;
    wasAsked[place] = true;
  }

  /** The agent began anew, and all its counters with it. */
  void restart() {
    counters.restart();
    visitors.values().forEach(visitor -> visitor.counters().restart());
    Arrays.fill(discontinuities, null);
  }

  /** When counters were read is not to be trusted. */
  void forgetCounters() {
    counters.forget();
  }

  /** Goes on with what an earlier plan knew of the same objects under the same names. */
  Memory carry(Memory from) {
    Map<String, int[]> known = new HashMap<>();
    from.forEach((name, places) -> known.put(name, places));
    forEach(
        (name, places) -> {
          int[] before = known.get(name);
          if (before != null) {
            counters.carry(places[0], from.counters, before[0]);
            latest[places[1]] = from.latest[before[1]];
          }
        });
    visitors.putAll(from.visitors);
    return this;
  }

  private void forEach(BiConsumer<String, int[]> place) {
    for (Part part : plan.parts()) {
      for (int i = 0; i < part.size(); i++) {
        Slot slot = part.slot(i);
        if (slot.column() != Slot.NONE) {
          Layout.Column column = part.layout().column(slot.column() - part.firstColumn());
          place.accept(slot.oid() + " " + column, new int[] {part.overall(i), slot.column()});
        }
      }
    }
  }
}
