package io.ispmonitor.jdbc.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** The databases in which stores can keep things. */
public enum DatabaseKind {
  /** A PostgreSQL server, from version 13 on. */
  POSTGRESQL("postgresql"),
  /** SQLite: files of the process itself, without a server. */
  SQLITE("sqlite");

  private final String folder;

  DatabaseKind(String folder) {
    this.folder = folder;
  }

  /** Where its scripts are, below this package. */
  String folder() {
    return folder;
  }

  /**
   * The kind of database behind a connection.
   *
   * @throws IllegalArgumentException when it is another one
   */
  public static DatabaseKind of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return switch (product.toLowerCase(Locale.ROOT)) {
      case "postgresql" -> POSTGRESQL;
      case "sqlite" -> SQLITE;
      default ->
          throw new IllegalArgumentException(
              "database '" + product + "' is not known here; give PostgreSQL or SQLite");
    };
  }
}
