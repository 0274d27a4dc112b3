package io.ispmonitor.snmp.profile;

import io.ispmonitor.metric.Metric;
import io.ispmonitor.snmp.Oid;

/** What the lines of a file refer to: its names, the metrics, and where we are in it. */
final class Scope {
  final OidNames oids = new OidNames();
  final ItemReader items;
  final Places places;
  private final Vocabulary metrics;
  private Place here;

  Scope(String file, Vocabulary metrics, Places places) {
    this.metrics = metrics;
    this.places = places;
    this.items = new ItemReader(metrics, oids);
    this.here = new Place(file, 0);
  }

  /** Goes to a line. */
  void at(int line) {
    here = new Place(here.file(), line);
  }

  Place here() {
    return here;
  }

  /** Notes that this was read here. */
  <T> T note(T read) {
    return places.note(read, here);
  }

  /** Gives an object the name that stands before it. */
  void name(Words words) throws Fault {
    String name = words.next("a name");
    oids.define(name, oid(words, "an object identifier"));
  }

  Oid oid(Words words, String what) throws Fault {
    return oids.oid(words.next(what));
  }

  Metric metric(Words words) throws Fault {
    return metrics.named(words.next("a metric"));
  }
}
