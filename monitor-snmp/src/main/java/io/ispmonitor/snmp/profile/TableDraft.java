package io.ispmonitor.snmp.profile;

import io.ispmonitor.metric.Metric;
import io.ispmonitor.snmp.Oid;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table whose lines are being read. */
final class TableDraft {
  final String name;
  final Place place;
  final List<Naming> naming = new ArrayList<>();
  final List<Item> items = new ArrayList<>();
  final List<Share> shares = new ArrayList<>();
  @Nullable Oid discontinuity;
  boolean comesAndGoes;
  @Nullable Metric count;

  /** Whether a line of it was wrong. */
  boolean isFaulty;

  TableDraft(String name, Place place) {
    this.name = name;
    this.place = place;
  }

  /** What is left of it has nothing to read, and that was told already. */
  boolean isLost() {
    return isFaulty && items.isEmpty() && count == null;
  }

  Table table() throws Fault {
    try {
      return new Table(name, naming, items, shares, discontinuity, comesAndGoes, count);
    } catch (IllegalArgumentException e) {
      throw new Fault(String.valueOf(e.getMessage()));
    }
  }
}
