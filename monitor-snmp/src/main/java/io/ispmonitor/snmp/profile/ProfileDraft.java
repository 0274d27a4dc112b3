package io.ispmonitor.snmp.profile;

import io.ispmonitor.snmp.Oid;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** A profile whose lines are being read. */
final class ProfileDraft {
  private static final int LONGEST_PATTERN = 200;
  private static final int MOST_ITEMS = 2_000;
  private static final int MOST_INCLUDES = 100;

  private final String name;
  private final String title;
  private final Place place;
  private final Scope scope;
  private final List<Oid> matches = new ArrayList<>();
  private final List<String> includes = new ArrayList<>();
  private final Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
  private final List<Item> items = new ArrayList<>();
  private final List<Table> tables = new ArrayList<>();
  private @Nullable Pattern firmware;
  private Source source = Source.UNSAID;
  private int itemsInAll;

  ProfileDraft(String name, String title, Scope scope) {
    this.name = name;
    this.title = title;
    this.scope = scope;
    this.place = scope.here();
  }

  /** What may be said in a profile alone. */
  Statements statements() {
    return items(items)
        .with("match", words -> each(words, word -> matches.add(scope.note(scope.oids.oid(word)))))
        .with("include", words -> each(words, this::include))
        .with("firmware", words -> firmware(words.next("a regular expression")))
        .with("quirk", words -> each(words, word -> quirks.add(Values.quirk(word))));
  }

  /** What may be said where objects are named: here or in a table. */
  Statements items(List<Item> into) {
    return new Statements()
        .with("source", words -> source = scope.items.source(words))
        .with("gauge", words -> into.add(counted(scope.items.plain(words, false, source))))
        .with("counter", words -> into.add(counted(scope.items.plain(words, true, source))))
        .with("state", words -> into.add(counted(scope.items.state(words, source))));
  }

  private Item counted(Item item) throws Fault {
    if (++itemsInAll > MOST_ITEMS) {
      throw new Fault("the profile has more than %d objects; divide it".formatted(MOST_ITEMS));
    }
    return scope.note(item);
  }

  /** Takes one word. */
  @FunctionalInterface
  private interface Taking {
    void take(String word) throws Fault;
  }

  private static void each(Words words, Taking taking) throws Fault {
    do {
      taking.take(words.next("at least one word"));
    } while (words.more());
  }

  private void include(String other) throws Fault {
    if (includes.size() == MOST_INCLUDES) {
      throw new Fault("the profile includes more than %d others".formatted(MOST_INCLUDES));
    }
    includes.add(scope.note(other));
  }

  private void firmware(String pattern) throws Fault {
    if (firmware != null) {
      throw new Fault("the pattern for the firmware stands in this profile twice; leave one out");
    }
    if (pattern.length() > LONGEST_PATTERN) {
      throw new Fault(
          "the pattern has %d characters, %d are the most"
              .formatted(pattern.length(), LONGEST_PATTERN));
    }
    try {
      firmware = Pattern.compile(pattern);
      profile(); // refuses one without a group
    } catch (PatternSyntaxException e) {
      throw new Fault(
          "%s is no regular expression: %s".formatted(Quoted.of(pattern), e.getDescription()));
    } catch (Fault fault) {
      firmware = null;
      throw fault;
    }
  }

  void add(Table table) {
    tables.add(table);
  }

  /** A line of it was wrong. */
  void noteFaulty() {
    scope.places.noteFaulty(name);
  }

  Profile profile() throws Fault {
    try {
      return scope.places.note(
          new Profile(name, title, matches, includes, firmware, quirks, items, tables), place);
    } catch (IllegalArgumentException e) {
      throw new Fault(String.valueOf(e.getMessage()));
    }
  }
}
