package io.ispmonitor.alerting;

import java.util.List;

/** What another alert that is told keeps back. */
final class Inhibited implements Stage {
  static final String NAME = "inhibition";

  private final Book book;
  private final List<Inhibition> inhibitions;

  Inhibited(Book book, List<Inhibition> inhibitions) {
    this.book = book;
    this.inhibitions = List.copyOf(inhibitions);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Verdict judge(Case one) {
    for (Inhibition inhibition : inhibitions) {
      if (inhibition.target().takes(one.alert)) {
        for (Case other : book.all()) {
          if (inhibition.applies(other.alert, one.alert)) {
            return new Verdict.Suppress(
                "inhibited by " + other.alert.key(), other.alert.key() + " ends");
          }
        }
      }
    }
    return Verdict.PASS;
  }
}
