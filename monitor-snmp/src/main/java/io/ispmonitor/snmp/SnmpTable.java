package io.ispmonitor.snmp;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Columns of a table, joined by the indexes of their rows (RFC 2578, 7.7). Immutable.
 *
 * @param columns the columns that were asked for
 * @param rows in the order of their indexes
 * @param trouble what came of the column that was not read to its end; null when all were. What
 *     follows it was not asked for
 */
public record SnmpTable(List<Oid> columns, List<Row> rows, @Nullable SnmpReply trouble) {

  /** Copies the lists. */
  public SnmpTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** Whether these are all rows with all that there is in them. */
  public boolean isComplete() {
    return trouble == null;
  }

  /** The row with this index. */
  public Optional<Row> row(Oid index) {
    return rows.stream().filter(row -> row.index().equals(index)).findFirst();
  }

  /**
   * A row.
   *
   * @param index what follows the column in the identifiers of its objects
   * @param values in the order of the columns; {@link SnmpValue.Absent#NO_SUCH_INSTANCE} where the
   *     agent has none
   */
  public record Row(Oid index, List<SnmpValue> values) {
    /** Copies the list. */
    public Row {
      Objects.requireNonNull(index, "index");
      values = List.copyOf(values);
    }
  }
}
