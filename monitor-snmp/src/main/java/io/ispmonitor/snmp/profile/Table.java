package io.ispmonitor.snmp.profile;

import io.ispmonitor.metric.Metric;
import io.ispmonitor.snmp.Oid;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A table: for each row the values of its columns, under the name of the row.
 *
 * @param name what it is called in messages, such as {@code interfaces}
 * @param naming how a row is named: by the first of these that gives a name; by its index when none
 *     does
 * @param items its columns
 * @param shares quotients of them
 * @param discontinuity a column with the time at which the counters of the row last started anew,
 *     in {@code sysUpTime}, such as {@code ifCounterDiscontinuityTime}; null for none
 * @param comesAndGoes whether its rows do, such as the clients of a radio: then the table is read
 *     as a whole each time. Otherwise its rows are learnt once in a while and asked for by name
 * @param count how many rows it has, as a metric of the device; null for none
 */
public record Table(
    String name,
    List<Naming> naming,
    List<Item> items,
    List<Share> shares,
    @Nullable Oid discontinuity,
    boolean comesAndGoes,
    @Nullable Metric count) {

  /** Copies the lists. */
  public Table {
    Objects.requireNonNull(name, "name");
    naming = List.copyOf(naming);
    items = List.copyOf(items);
    shares = List.copyOf(shares);
    if (items.isEmpty() && count == null) {
      throw new IllegalArgumentException("table " + name + " has no column; name one");
    }
  }

  /**
   * Whether a column is of another table with the same index, such as {@code ifName} where radios
   * are numbered like interfaces. It gives names to rows, but a row that it alone has is none of
   * this table.
   */
  public boolean isForeign(Oid column) {
    return items.stream().noneMatch(item -> isBeside(item.oid(), column));
  }

  /** Columns of one table differ in their last part. */
  private static boolean isBeside(Oid one, Oid other) {
    int last = one.size() - 1;
    return other.size() == one.size()
        && Arrays.equals(one.parts(), 0, last, other.parts(), 0, last);
  }
}
