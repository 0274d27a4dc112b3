package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.time.TimeSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions of a table, made when something is to come into them. One that is too far from the
 * server's clock is not made, so that no clock that steps makes thousands; its rows lie in the
 * default partition, and move when it is made after all. Used by one thread.
 */
final class Partitions {
  private static final Logger log = LoggerFactory.getLogger(Partitions.class);
  private static final int MOST_KNOWN = 10_000;

  /** Tells our lock from others, together with the name of the table. */
  private static final int LOCK = 0x69_73_70_70;

  private final Partitioned table;
  private final TimeSource time;
  private final int ahead;

  /** Those that need nothing done, for as long as our clock shows the same hour. */
  private final Set<Long> settled = new HashSet<>();

  private long settledIn = Long.MIN_VALUE;

  /**
   * The partitions of a table.
   *
   * @param ahead how many there are to be at least from the present one on, whatever is to come
   */
  Partitions(Partitioned table, TimeSource time, int ahead) {
    this.table = table;
    this.time = time;
    this.ahead = ahead;
  }

  /** Makes room for rows of these hours, in transactions of its own. */
  void make(Database database, Set<Long> hours) throws SQLException {
    Set<Long> wanted = unsettled(hours);
    if (!wanted.isEmpty()) {
      database.write("partitions", connection -> make(connection, database, table, wanted));
      settled.addAll(wanted);
    }
  }

  private Set<Long> unsettled(Set<Long> hours) {
    long hour = SampleTimes.hour(time.instant());
    if (hour != settledIn || settled.size() > MOST_KNOWN) {
      settled.clear();
      settledIn = hour;
    }
    Set<Long> wanted = new TreeSet<>();
    hours.forEach(one -> wanted.add(table.number(one)));
    long present = table.number(hour);
    for (long number = present; number < present + ahead; number++) {
      wanted.add(number);
    }
    wanted.removeAll(settled);
    return wanted;
  }

  void forget() {
    settled.clear();
  }

  /**
   * Makes partitions in a transaction.
   *
   * @return whether any was missing
   */
  static boolean make(
      Connection connection, Database database, Partitioned table, Set<Long> numbers)
      throws SQLException {
    Set<String> missing = missing(connection, database, table, numbers);
    if (missing.isEmpty()) {
      return false;
    }
    lock(connection, database, table);
    missing = missing(connection, database, table, numbers);
    String others = database.table(table.others());
    if (missing.contains(others)) {
      makeOthers(connection, database, table);
    }
    execute(connection, "lock table %s in share row exclusive mode".formatted(others));
    for (long number : numbers) {
      String name = table.name(database, number);
      if (missing.contains(name) && !isLeftAlone(connection, database, table, name)) {
        make(connection, database, table, number);
      }
    }
    return true;
  }

  /** Without it nothing is stored; one that somebody has detached comes back. */
  private static void makeOthers(Connection connection, Database database, Partitioned table)
      throws SQLException {
    String parent = database.table(table.table());
    String others = database.table(table.others());
    execute(
        connection,
        isTable(connection, database, table, others)
            ? "alter table %s attach partition %s default".formatted(parent, others)
            : "create table %s partition of %s default".formatted(others, parent));
  }

  /** Somebody who has detached a partition may want to drop it, with all that is in it. */
  private static boolean isLeftAlone(
      Connection connection, Database database, Partitioned table, String name)
      throws SQLException {
    if (!isTable(connection, database, table, name)) {
      return false;
    }
    log.warn(
        "STORE_PARTITION_DETACHED table {} is no partition of {}, and is left alone; what comes for"
            + " its time goes to {}: attach it, or give it another name",
        name,
        database.table(table.table()),
        database.table(table.others()));
    return true;
  }

  private static boolean isTable(
      Connection connection, Database database, Partitioned table, String name)
      throws SQLException {
    String sql =
        "select count(*) > 0 from pg_class where relname = ? and relnamespace ="
            + " (select relnamespace from pg_class where oid = cast(? as regclass))";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, name.substring(name.lastIndexOf('.') + 1));
      statement.setString(2, database.table(table.table()));
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }

  /** The names of partitions that should be there and are not. */
  private static Set<String> missing(
      Connection connection, Database database, Partitioned table, Set<Long> numbers)
      throws SQLException {
    long present = table.number(serverHour(connection));
    Set<String> missing = new HashSet<>();
    missing.add(database.table(table.others()));
    for (long number : numbers) {
      if (table.isNear(number, present)) {
        missing.add(table.name(database, number));
      }
    }
    missing.removeAll(there(connection, database, table));
    return missing;
  }

  /** The partitions; not by to_regclass, which remembers what was not there before the lock. */
  static Set<String> there(Connection connection, Database database, Partitioned table)
      throws SQLException {
    String sql =
        "select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid"
            + " where i.inhparent = cast(? as regclass)";
    String parent = database.table(table.table());
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
  private static void lock(Connection connection, Database database, Partitioned table)
      throws SQLException {
    execute(connection, "set local lock_timeout = '5s'");
    String sql = "select pg_advisory_xact_lock(?, hashtext(?))";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, LOCK);
      statement.setString(2, database.table(table.table()));
      statement.execute();
    }
  }

  /** What lies in the default partition goes over, or it would be in the way. */
  private static void make(Connection connection, Database database, Partitioned table, long number)
      throws SQLException {
    String parent = database.table(table.table());
    String name = table.name(database, number);
    execute(connection, "create table %s (like %s including all)".formatted(name, parent));
    String move =
        ("with moved as (delete from %1$s where %2$s >= ? and %2$s < ? returning *)"
                + " insert into %3$s select * from moved")
            .formatted(database.table(table.others()), table.column(), name);
    try (PreparedStatement statement = connection.prepareStatement(move)) {
      statement.setObject(1, table.begin(number));
      statement.setObject(2, table.begin(number + 1));
      statement.executeUpdate();
    }
    execute(
        connection,
        "alter table %s attach partition %s for values from ('%s') to ('%s')"
            .formatted(parent, name, table.begin(number), table.begin(number + 1)));
  }

  /** The statements are our own; bounds of partitions can be no parameters. */
  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
