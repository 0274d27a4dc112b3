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
  final List<Item> items = new ArrayList<>();
  private final Scope scope;
  private final List<Naming> naming = new ArrayList<>();
  private final List<Share> shares = new ArrayList<>();
  private @Nullable Oid discontinuity;
  private boolean comesAndGoes;
  private @Nullable Metric count;
  private boolean isFaulty;

  TableDraft(String name, Scope scope) {
    this.name = name;
    this.scope = scope;
    this.place = scope.here();
  }

  /** What may be said in a table alone. */
  Statements statements() {
    return new Statements()
        .with("name", words -> naming.add(naming(words)))
        .with("discontinuity", words -> discontinuity = scope.oid(words, "a column"))
        .with("comes-and-goes", words -> comesAndGoes = true)
        .with("count", words -> count = scope.metric(words))
        .with("share", words -> shares.add(scope.note(share(words))));
  }

  private Naming naming(Words words) throws Fault {
    String word = words.next("a column, mac or index");
    return switch (word) {
      case "index" -> new Naming.ByIndex();
      case "mac" -> new Naming.ByMac(Values.position(words.next("where in the index it begins")));
      default -> new Naming.ByColumn(scope.oids.oid(word));
    };
  }

  private Share share(Words words) throws Fault {
    Metric metric = scope.metric(words);
    String of = words.next("the metric that is divided");
    String over = words.next("'over'");
    if (!over.equals("over")) {
      throw new Fault(
          "%s stands where 'over' should; write it like share if.in.utilisation if.in over if.speed"
              .formatted(Quoted.of(over)));
    }
    return new Share(metric, of, words.next("the metric by which it is divided"));
  }

  /** A line of it was wrong. */
  void noteFaulty() {
    isFaulty = true;
  }

  /** The table; null when nothing is left of it but lines that were wrong. */
  @Nullable Table table() throws Fault {
    if (isFaulty && items.isEmpty() && count == null) {
      return null;
    }
    try {
      return new Table(name, naming, items, shares, discontinuity, comesAndGoes, count);
    } catch (IllegalArgumentException e) {
      throw new Fault(String.valueOf(e.getMessage()));
    }
  }
}
