package io.ispmonitor.jdbc.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * The scripts of one kind of database, with names put in: {@code {{in}}} is the schema where a
 * statement names something, {@code {{p}}} the prefix, and {@code {{here}}} the schema inside of
 * functions, which are run later, by others, and wherever those happen to be.
 */
final class SchemaScripts {
  private static final String HERE = "{{here}}";

  private final DatabaseKind kind;
  private final TableNames names;

  SchemaScripts(DatabaseKind kind, TableNames names) {
    this.kind = kind;
    this.names = names;
  }

  /** The statements that lead to a version from the one before. */
  List<String> statements(int version) {
    String file = String.format(Locale.ROOT, "%s/V%03d.sql", kind.folder(), version);
    try (InputStream in = SchemaScripts.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the script " + file + " is not in the module");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Script.statements(
              text.replace("{{in}}", names.qualifier()).replace("{{p}}", names.prefix()))
          .stream()
          .map(this::settleHere)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the script " + file + " cannot be read", e);
    }
  }

  /** Only the database knows in which schema a connection is, so it puts that one in itself. */
  private String settleHere(String statement) {
    if (!statement.contains(HERE) || !names.schema().isEmpty()) {
      return statement.replace(HERE, names.qualifier());
    }
    return """
        do $run$
        begin
        execute replace($sql$
        %s
        $sql$, '%s', quote_ident(current_schema()) || '.');
        end
        $run$"""
        .formatted(statement, HERE);
  }
}
