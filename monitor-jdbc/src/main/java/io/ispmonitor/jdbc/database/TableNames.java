package io.ispmonitor.jdbc.database;

import java.util.regex.Pattern;

/**
 * How tables are called, so that they can share a database with others.
 *
 * @param schema the PostgreSQL schema they are in; empty for the one that the connection is in, and
 *     for SQLite, which has none
 * @param prefix what each name begins with; may be empty
 */
public record TableNames(String schema, String prefix) {
  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,29}");

  /** Checks that they can be names. */
  public TableNames {
    if (!schema.isEmpty()) {
      check("schema", schema);
      refuseReserved(schema);
    }
    if (!prefix.isEmpty()) {
      check("table prefix", prefix);
    }
  }

  /** {@code monitor_} in the schema that the connection is in. */
  public static TableNames usual() {
    return new TableNames("", "monitor_");
  }

  /** The same in a schema of their own. */
  public TableNames inSchema(String name) {
    return new TableNames(name, prefix);
  }

  /** The same with names that begin like this. */
  public TableNames withPrefix(String start) {
    return new TableNames(schema, start);
  }

  /** A table as it is named in a statement. */
  public String of(String table) {
    return qualifier() + prefix + table;
  }

  /** The schema with the dot behind it; empty when there is none. */
  public String qualifier() {
    return schema.isEmpty() ? "" : schema + ".";
  }

  private static void check(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "%s '%s' must be up to 30 lower case letters, digits and underscores, not begin with a digit"
              .formatted(what, name));
    }
  }

  private static void refuseReserved(String schema) {
    if (ReservedWords.contains(schema)) {
      throw new IllegalArgumentException(
          "schema '" + schema + "' is a reserved word in SQL; give it another name");
    }
  }

  @Override
  public String toString() {
    return of("*");
  }
}
