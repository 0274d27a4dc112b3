package io.ispmonitor.snmp.profile;

import io.ispmonitor.snmp.Oid;
import java.util.Objects;
import java.util.Set;

/**
 * Which rows of a table have a value: those with one of these numbers in another column.
 *
 * @param column the other column, without index; it is read when the table is learnt
 * @param values one of them is enough
 */
public record RowCondition(Oid column, Set<Long> values) {

  /** Copies the set. */
  public RowCondition {
    Objects.requireNonNull(column, "column");
    values = Set.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("condition on " + column + ": name at least one number");
    }
  }
}
