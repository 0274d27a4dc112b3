package io.ispmonitor.snmp.profile;

import io.ispmonitor.metric.Metric;
import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.profile.SourceFile.Line;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the profiles of one file, line by line. A line that is wrong is told and left out, so that
 * all mistakes of a file are told at once.
 */
final class FileReader {
  private static final String UNNAMED = "unnamed";
  private static final int MOST_ITEMS = 2_000;
  private static final int MOST_INCLUDES = 100;

  private final SourceFile file;
  private final Vocabulary metrics;
  private final Places places;
  private final Problems problems;
  private final Consumer<Profile> done;
  private final OidNames oids = new OidNames();
  private final ItemReader itemReader;
  private final Statements inFile = inFile();
  private final Statements inProfile = inProfile();
  private final Statements inTable = inTable();
  private Place here;
  private @Nullable ProfileDraft profile;
  private @Nullable TableDraft table;
  private int items;

  FileReader(
      SourceFile file,
      Vocabulary metrics,
      Places places,
      Problems problems,
      Consumer<Profile> done) {
    this.file = file;
    this.metrics = metrics;
    this.places = places;
    this.problems = problems;
    this.done = done;
    this.itemReader = new ItemReader(metrics, oids);
    this.here = new Place(file.name(), 0);
  }

  void read() {
    for (Line line : file.lines()) {
      here = new Place(file.name(), line.number());
      try {
        statements().read(line.keyword(), line.words());
      } catch (Fault fault) {
        refuse(here, fault);
      }
    }
    endProfile();
  }

  private Statements statements() {
    if (profile == null) {
      return inFile;
    }
    return table == null ? inProfile : inTable;
  }

  private void refuse(Place place, Fault fault) {
    problems.add(place.problem(fault.sentence()));
    if (profile != null) {
      places.noteFaulty(profile.name);
    }
    if (table != null) {
      table.isFaulty = true;
    }
  }

  private Statements inFile() {
    return new Statements()
        .with("metric", Words::skip) // they were read before all else
        .with("oid", this::oid)
        .with("profile", this::beginProfile);
  }

  private Statements inProfile() {
    return inFile()
        .with(items(false))
        .with("match", words -> each(words, word -> draft().matches.add(match(word))))
        .with("include", words -> each(words, this::include))
        .with("firmware", words -> draft().firmware(words.next("a regular expression")))
        .with("quirk", words -> each(words, word -> draft().quirks.add(Values.quirk(word))))
        .with("table", this::beginTable);
  }

  private Statements inTable() {
    return inFile()
        .with(items(true))
        .with("table", this::beginTable)
        .with("name", words -> rows().naming.add(naming(words)))
        .with("discontinuity", words -> rows().discontinuity = oids.oid(words.next("a column")))
        .with("comes-and-goes", words -> rows().comesAndGoes = true)
        .with("count", words -> rows().count = metrics.named(words.next("a metric")))
        .with("share", words -> rows().shares.add(places.note(share(words), here)))
        .with("end", words -> endTable());
  }

  private Statements items(boolean ofTable) {
    return new Statements()
        .with("source", words -> draft().source = itemReader.source(words))
        .with("gauge", words -> add(itemReader.plain(words, false, draft().source), ofTable))
        .with("counter", words -> add(itemReader.plain(words, true, draft().source), ofTable))
        .with("state", words -> add(itemReader.state(words, draft().source), ofTable));
  }

  private void add(Item item, boolean ofTable) throws Fault {
    if (++items > MOST_ITEMS) {
      throw new Fault("the profile has more than %d objects; divide it".formatted(MOST_ITEMS));
    }
    (ofTable ? rows().items : draft().items).add(places.note(item, here));
  }

  private void oid(Words words) throws Fault {
    String name = words.next("a name");
    oids.define(name, oids.oid(words.next("an object identifier")));
  }

  private void beginProfile(Words words) throws Fault {
    endProfile();
    items = 0;
    profile = new ProfileDraft(UNNAMED, UNNAMED, here); // in case the line is wrong
    places.noteFaulty(UNNAMED);
    String name = words.next("its name");
    ProfileDraft named = new ProfileDraft(name, words.next("a title in quotation marks"), here);
    named.profile();
    profile = named;
  }

  private void endProfile() {
    notEnded();
    if (profile == null) {
      return;
    }
    try {
      if (!profile.name.equals(UNNAMED)) {
        done.accept(places.note(profile.profile(), profile.place));
      }
    } catch (Fault fault) {
      refuse(profile.place, fault);
    }
    profile = null;
  }

  private void beginTable(Words words) throws Fault {
    notEnded();
    table = new TableDraft(UNNAMED, here); // in case the line is wrong
    table = new TableDraft(words.next("its name"), here);
  }

  private void notEnded() {
    if (table != null) {
      String sentence = "table %s is not ended; write 'end' behind its last line";
      refuse(table.place, new Fault(sentence.formatted(Quoted.of(table.name))));
      table = null;
    }
  }

  private void endTable() {
    TableDraft ended = rows();
    table = null;
    if (ended.isLost()) {
      return;
    }
    try {
      draft().tables.add(places.note(ended.table(), ended.place));
    } catch (Fault fault) {
      refuse(ended.place, fault);
    }
  }

  private ProfileDraft draft() {
    return Objects.requireNonNull(profile);
  }

  private TableDraft rows() {
    return Objects.requireNonNull(table);
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

  private void include(String name) throws Fault {
    if (draft().includes.size() == MOST_INCLUDES) {
      throw new Fault("the profile includes more than %d others".formatted(MOST_INCLUDES));
    }
    draft().includes.add(places.note(name, here));
  }

  private Oid match(String word) throws Fault {
    return places.note(oids.oid(word), here);
  }

  private Naming naming(Words words) throws Fault {
    String word = words.next("a column, mac or index");
    return switch (word) {
      case "index" -> new Naming.ByIndex();
      case "mac" -> new Naming.ByMac(Values.position(words.next("where in the index it begins")));
      default -> new Naming.ByColumn(oids.oid(word));
    };
  }

  private Share share(Words words) throws Fault {
    Metric metric = metrics.named(words.next("a metric"));
    String of = words.next("the metric that is divided");
    String over = words.next("'over'");
    if (!over.equals("over")) {
      throw new Fault(
          "%s stands where 'over' should; write it like share if.in.utilisation if.in over if.speed"
              .formatted(Quoted.of(over)));
    }
    return new Share(metric, of, words.next("the metric by which it is divided"));
  }
}
