package io.ispmonitor.snmp.profile;

import io.ispmonitor.snmp.Oid;
import java.util.Objects;

/** One way to name a row of a table. */
public sealed interface Naming {

  /**
   * By the text in a column, if there is one, such as {@code ifName}.
   *
   * @param column the column, without index
   */
  record ByColumn(Oid column) implements Naming {
    /** Refuses null at once, where the mistake is. */
    public ByColumn {
      Objects.requireNonNull(column, "column");
    }
  }

  /**
   * By six parts of its index, which are a MAC address.
   *
   * @param from at which part it begins, counted from 0
   */
  record ByMac(int from) implements Naming {
    /** Checks the position. */
    public ByMac {
      if (from < 0) {
        throw new IllegalArgumentException(
            "naming by MAC address: it begins at part 0 of the index or later, was " + from);
      }
    }
  }

  /** By its index, in dotted form. */
  record ByIndex() implements Naming {}
}
