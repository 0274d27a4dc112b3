package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.time.TimeSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The partitions of the table of readings: one for an hour, made when something is to come into it
 * and two hours ahead. An hour that is more than a week before or a day after the server's clock
 * gets none, so that no clock that steps makes thousands; its readings lie in the default
 * partition, and move when the hour gets its own. Used by one thread.
 */
final class Partitions {
  static final long MOST_BEFORE = 7 * 24;
  static final long MOST_AFTER = 24;

  private static final String PARENT = "reading";
  static final String OTHERS = "reading_default";
  private static final long AHEAD = 2;
  private static final int MOST_KNOWN = 10_000;

  /** Tells our lock from others, together with the name of the table. */
  private static final int LOCK = 0x69_73_70_70;

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'reading_'yyyyMMddHH").withZone(ZoneOffset.UTC);

  private final TimeSource time;

  /** Hours that need nothing done, for as long as our clock shows the same hour. */
  private final Set<Long> settled = new HashSet<>();

  private long settledIn = Long.MIN_VALUE;

  Partitions(TimeSource time) {
    this.time = time;
  }

  void make(Database database, Set<Long> hours) throws SQLException {
    long now = SampleTimes.hour(time.instant());
    if (now != settledIn || settled.size() > MOST_KNOWN) {
      settled.clear();
      settledIn = now;
    }
    Set<Long> wanted = new TreeSet<>(hours);
    for (long hour = now; hour <= now + AHEAD; hour++) {
      wanted.add(hour);
    }
    wanted.removeAll(settled);
    if (!wanted.isEmpty()) {
      database.write("partitions", connection -> make(connection, database, wanted));
      settled.addAll(wanted);
    }
  }

  void forget() {
    settled.clear();
  }

  private static boolean make(Connection connection, Database database, Set<Long> hours)
      throws SQLException {
    Set<String> missing = missing(connection, database, hours);
    if (missing.isEmpty()) {
      return false;
    }
    lock(connection, database);
    missing = missing(connection, database, hours);
    String parent = database.table(PARENT);
    String others = database.table(OTHERS);
    execute(
        connection,
        "create table if not exists %s partition of %s default".formatted(others, parent));
    execute(connection, "lock table %s in share row exclusive mode".formatted(others));
    for (long hour : hours) {
      if (missing.contains(name(database, hour))) {
        make(connection, parent, others, name(database, hour), hour);
      }
    }
    return true;
  }

  /** The partitions that hold nothing from an hour on. */
  static List<String> before(Connection connection, Database database, long hour)
      throws SQLException {
    String first = name(database, hour);
    String anyHour = database.table(PARENT) + "_\\d{10}";
    return there(connection, database).stream()
        .filter(name -> name.matches(anyHour) && name.compareTo(first) < 0)
        .sorted()
        .toList();
  }

  /** Drops a partition with all that is in it; nobody waits long for that. */
  static int drop(Connection connection, String partition) throws SQLException {
    execute(connection, "set local lock_timeout = '5s'");
    execute(connection, "drop table if exists " + partition);
    return 1;
  }

  /** The names of partitions that should be there and are not. */
  private static Set<String> missing(Connection connection, Database database, Set<Long> hours)
      throws SQLException {
    Set<String> there = there(connection, database);
    long now = serverHour(connection);
    Set<String> missing = new HashSet<>();
    missing.add(database.table(OTHERS));
    for (long hour : hours) {
      if (hour >= now - MOST_BEFORE && hour <= now + MOST_AFTER) {
        missing.add(name(database, hour));
      }
    }
    missing.removeAll(there);
    return missing;
  }

  /** The partitions; not by to_regclass, which remembers what was not there before the lock. */
  static Set<String> there(Connection connection, Database database) throws SQLException {
    String sql =
        "select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid"
            + " where i.inhparent = cast(? as regclass)";
    String parent = database.table(PARENT);
    String schema = parent.substring(0, parent.lastIndexOf('.') + 1);
    Set<String> there = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, parent);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          there.add(schema + rows.getString(1));
        }
      }
    }
    return there;
  }

  private static long serverHour(Connection connection) throws SQLException {
    String sql = "select cast(floor(extract(epoch from now()) / 3600) as bigint)";
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Two programs do not make the same at once. Nobody waits long: it can be tried again. */
  private static void lock(Connection connection, Database database) throws SQLException {
    execute(connection, "set local lock_timeout = '5s'");
    String sql = "select pg_advisory_xact_lock(?, hashtext(?))";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, LOCK);
      statement.setString(2, database.table(PARENT));
      statement.execute();
    }
  }

  /** What lies in the default partition goes over, or it would be in the way. */
  private static void make(
      Connection connection, String parent, String others, String name, long hour)
      throws SQLException {
    execute(connection, "create table %s (like %s including all)".formatted(name, parent));
    String move =
        ("with moved as (delete from %s where first_at >= ? and first_at < ? returning *)"
                + " insert into %s select * from moved")
            .formatted(others, name);
    try (PreparedStatement statement = connection.prepareStatement(move)) {
      statement.setObject(1, at(hour));
      statement.setObject(2, at(hour + 1));
      statement.executeUpdate();
    }
    execute(
        connection,
        "alter table %s attach partition %s for values from ('%s') to ('%s')"
            .formatted(parent, name, at(hour), at(hour + 1)));
  }

  private static OffsetDateTime at(long hour) {
    return OffsetDateTime.ofInstant(SampleTimes.start(hour), ZoneOffset.UTC);
  }

  private static String name(Database database, long hour) {
    return database.table(NAME.format(SampleTimes.start(hour)));
  }

  /** The statements are our own; bounds of partitions can be no parameters. */
  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
