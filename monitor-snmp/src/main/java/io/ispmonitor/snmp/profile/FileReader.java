package io.ispmonitor.snmp.profile;

import io.ispmonitor.snmp.profile.SourceFile.Line;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the profiles of one file, line by line. A line that is wrong is told and left out, so that
 * all mistakes of a file are told at once.
 */
final class FileReader {
  /** Where the line with the name is wrong, those behind it are still read for mistakes. */
  private static final String NAMELESS = "nameless";

  private final SourceFile file;
  private final Problems problems;
  private final Consumer<Profile> done;
  private final Scope scope;
  private Statements statements;
  private @Nullable ProfileDraft profile;
  private @Nullable TableDraft table;
  private boolean isNamed;

  FileReader(
      SourceFile file,
      Vocabulary metrics,
      Places places,
      Problems problems,
      Consumer<Profile> done) {
    this.file = file;
    this.problems = problems;
    this.done = done;
    this.scope = new Scope(file.name(), metrics, places);
    this.statements = inFile();
  }

  void read() {
    for (Line line : file.lines()) {
      scope.at(line.number());
      try {
        statements.read(line.keyword(), line.words());
      } catch (Fault fault) {
        refuse(scope.here(), fault);
      }
    }
    endProfile();
  }

  private void refuse(Place place, Fault fault) {
    problems.add(place.problem(fault.sentence()));
    if (profile != null) {
      profile.noteFaulty();
    }
    if (table != null) {
      table.noteFaulty();
    }
  }

  private Statements inFile() {
    return new Statements()
        .with("metric", Words::skip) // they were read before all else
        .with("oid", scope::name)
        .with("profile", this::beginProfile);
  }

  private Statements inProfile(ProfileDraft draft) {
    return inFile().with(draft.statements()).with("table", words -> beginTable(words, draft));
  }

  private Statements inTable(ProfileDraft draft, TableDraft rows) {
    return inFile()
        .with(draft.items(rows.items))
        .with(rows.statements())
        .with("table", words -> beginTable(words, draft))
        .with("end", words -> endTable(draft, rows));
  }

  private void beginProfile(Words words) throws Fault {
    endProfile();
    begin(new ProfileDraft(NAMELESS, NAMELESS, scope), false);
    String name = words.next("its name");
    ProfileDraft named = new ProfileDraft(name, words.next("a title in quotation marks"), scope);
    named.profile(); // refuses what is no name
    begin(named, true);
  }

  private void begin(ProfileDraft draft, boolean hasName) {
    profile = draft;
    isNamed = hasName;
    statements = inProfile(draft);
  }

  private void endProfile() {
    tableIsNotEnded();
    if (profile != null && isNamed) {
      try {
        done.accept(profile.profile());
      } catch (Fault fault) {
        refuse(scope.here(), fault);
      }
    }
    profile = null;
  }

  private void beginTable(Words words, ProfileDraft draft) throws Fault {
    tableIsNotEnded();
    begin(draft, new TableDraft(NAMELESS, scope));
    begin(draft, new TableDraft(words.next("its name"), scope));
  }

  private void begin(ProfileDraft draft, TableDraft rows) {
    table = rows;
    statements = inTable(draft, rows);
  }

  private void tableIsNotEnded() {
    if (table != null) {
      String sentence = "table %s is not ended; write 'end' behind its last line";
      refuse(table.place, new Fault(sentence.formatted(Quoted.of(table.name))));
      table = null;
    }
  }

  private void endTable(ProfileDraft draft, TableDraft rows) {
    table = null;
    statements = inProfile(draft);
    try {
      Table ended = rows.table();
      if (ended != null) {
        draft.add(scope.places.note(ended, rows.place));
      }
    } catch (Fault fault) {
      refuse(rows.place, fault);
    }
  }
}
