package io.ispmonitor.jdbc.database;

import io.ispmonitor.jdbc.internal.sql.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables that the stores need. Each version is a script that leads from the one before to it;
 * {@link #upgrade} applies those that are missing, in one transaction and under a lock, so that two
 * programs that start at once do not collide. Who runs scripts by other means prints {@link
 * #script} and calls {@link #check} only.
 */
public final class Schema {
  private static final Logger LOG = LoggerFactory.getLogger(Schema.class);
  private static final int NEWEST = 5;

  /**
   * An index over a large table takes a while; a connection that is dead must not take for ever.
   */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

  private final DatabaseKind kind;
  private final TableNames names;
  private final SchemaScripts scripts;
  private final Duration longestSilence;

  private Schema(DatabaseKind kind, TableNames names, Duration longestSilence) {
    this.kind = kind;
    this.names = names;
    this.longestSilence = longestSilence;
    this.scripts = new SchemaScripts(kind, names);
    if (kind == DatabaseKind.SQLITE && !names.schema().isEmpty()) {
      throw new IllegalArgumentException(
          "SQLite has no schema '" + names.schema() + "'; give a table prefix only");
    }
  }

  /** The tables in a kind of database, called like this. */
  public static Schema of(DatabaseKind kind, TableNames names) {
    return new Schema(kind, names, LONGEST_SILENCE);
  }

  /** The same, for databases that have to answer within another time. */
  Schema answeredWithin(Duration silence) {
    return new Schema(kind, names, silence);
  }

  /** The version that this program needs. */
  public int version() {
    return NEWEST;
  }

  /** All statements that lead from nothing to {@link #version}, each followed by a semicolon. */
  public String script() {
    return script(0);
  }

  /**
   * The statements that lead from a version to {@link #version}; none from the newest.
   *
   * @throws IllegalArgumentException when there is no such version
   */
  public String script(int from) {
    if (from < 0 || from > NEWEST) {
      throw new IllegalArgumentException(
          "schema version %d is not known; give 0 to %d".formatted(from, NEWEST));
    }
    StringBuilder script = new StringBuilder();
    if (from == 0 && !names.schema().isEmpty()) {
      script.append(createSchema()).append(";\n\n");
    }
    for (int version = from + 1; version <= NEWEST; version++) {
      for (String statement : scripts.statements(version)) {
        script.append(statement).append(";\n\n");
      }
      script.append(note(version)).append(";\n");
    }
    return script.toString();
  }

  /**
   * Creates what is not there, and brings what is older up to date. A connection that is silent for
   * ten minutes is given up, where the driver can.
   *
   * @return how many versions it went up
   * @throws SchemaException when the tables are of a newer version, or a statement failed; nothing
   *     is changed then, unless the connection broke off at the end: to do it again finds out
   */
  public int upgrade(DataSource database) {
    try (Connection connection = database.getConnection()) {
      return switch (kind) {
        case POSTGRESQL -> Transactions.in(connection, limited(this::upgradeInTurn));
        case SQLITE -> Transactions.alone(connection, this::upgrade);
      };
    } catch (SQLException e) {
      throw new SchemaException(
          "tables %s were not brought to version %d: %s; %s"
              .formatted(names, NEWEST, e.getMessage(), whatRemains(e)),
          e);
    }
  }

  /** A connection may break off when the database has committed and not said so yet. */
  private static String whatRemains(SQLException failure) {
    return switch (OutageCause.of(failure)) {
      case CONNECTION_LOST, STARTING, TIMEOUT ->
          "whether that was done is not known: do it again, which finds out";
      default -> "nothing was changed";
    };
  }

  private <T> Transactions.Work<T> limited(Transactions.Work<T> work) {
    if (kind == DatabaseKind.SQLITE) {
      return work; // there is no network
    }
    return connection -> {
      int before = connection.getNetworkTimeout();
      connection.setNetworkTimeout(Runnable::run, Math.toIntExact(longestSilence.toMillis()));
      try {
        return work.on(connection);
      } finally {
        if (!connection.isClosed()) {
          connection.setNetworkTimeout(Runnable::run, before);
        }
      }
    };
  }

  private int upgradeInTurn(Connection connection) throws SQLException {
    SchemaLock.take(connection);
    return upgrade(connection);
  }

  private int upgrade(Connection connection) throws SQLException {
    if (!hasSchema(connection)) {
      execute(connection, createSchema());
    }
    int before = versionIn(connection);
    refuseNewer(before);
    for (int version = before + 1; version <= NEWEST; version++) {
      List<String> statements = new ArrayList<>(scripts.statements(version));
      statements.add(note(version));
      for (String statement : statements) {
        execute(connection, statement);
      }
      LOG.info("SCHEMA_UPGRADED tables {} are of version {} now", names, version);
    }
    return NEWEST - before;
  }

  /**
   * Looks whether the tables are of the version that is needed.
   *
   * @throws SchemaException when they are not, or cannot be read
   */
  public void check(DataSource database) {
    int found;
    try (Connection connection = database.getConnection()) {
      found = Transactions.in(connection, limited(this::versionIn));
    } catch (SQLException e) {
      throw new SchemaException(
          "the version of tables %s cannot be read: %s".formatted(names, e.getMessage()), e);
    }
    refuseNewer(found);
    if (found < NEWEST) {
      throw new SchemaException(
          "tables %s are of version %d, and this program needs %d: call Schema.upgrade, or run what Schema.script(%d) prints"
              .formatted(names, found, NEWEST, found),
          null);
    }
  }

  private void refuseNewer(int found) {
    if (found > NEWEST) {
      throw new SchemaException(
          "tables %s are of version %d, and this program knows up to %d: run the newer program, or give this one a schema or prefix of its own"
              .formatted(names, found, NEWEST),
          null);
    }
  }

  /** The version of the tables that are there; 0 when there are none. */
  private int versionIn(Connection connection) throws SQLException {
    if (!hasTables(connection)) {
      return 0;
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select max(version) from " + names.of("version"))) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  private boolean hasTables(Connection connection) throws SQLException {
    String table = names.of("version");
    return switch (kind) {
      case POSTGRESQL -> isTrue(connection, "select to_regclass(?) is not null", table);
      case SQLITE ->
          isTrue(
              connection,
              "select count(*) > 0 from sqlite_master where type = 'table' and name = ?",
              table);
    };
  }

  private boolean hasSchema(Connection connection) throws SQLException {
    return names.schema().isEmpty()
        || isTrue(connection, "select to_regnamespace(?) is not null", names.schema());
  }

  private static boolean isTrue(Connection connection, String question, String name)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(question)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }

  private String createSchema() {
    return "create schema if not exists " + names.schema();
  }

  private String note(int version) {
    return "insert into " + names.of("version") + " (version) values (" + version + ")";
  }

  /** The statements are our own, and names in them were checked. */
  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
