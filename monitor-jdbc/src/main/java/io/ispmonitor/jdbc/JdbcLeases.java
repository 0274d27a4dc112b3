package io.ispmonitor.jdbc;

import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.database.OutageCause;
import io.ispmonitor.jdbc.database.Schema;
import io.ispmonitor.jdbc.database.TableNames;
import io.ispmonitor.jdbc.internal.carry.CallTimes;
import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.jdbc.internal.carry.FailureText;
import io.ispmonitor.jdbc.internal.lease.LeaseCalls;
import io.ispmonitor.jdbc.internal.sql.Transactions.Work;
import io.ispmonitor.leadership.lease.InstanceStatus;
import io.ispmonitor.leadership.lease.Lease;
import io.ispmonitor.leadership.lease.LeaseStore;
import io.ispmonitor.leadership.lease.LeaseTimes;
import io.ispmonitor.leadership.lease.RollCall;
import io.ispmonitor.time.TimeSource;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Leases in PostgreSQL, beside the stores and in the same tables' schema. A call is one transaction
 * that is on disk when it is done, also where the server is set not to wait for that.
 *
 * <p>The instances should have a small pool of connections of its own for it, so that it does not
 * wait behind the stores. Thread-safe.
 */
public final class JdbcLeases implements LeaseStore {
  private static final Duration SLOW = Duration.ofSeconds(1);

  private final Database database;
  private final Tables tables;
  private final LeaseCalls calls;
  private volatile boolean isReady;

  private JdbcLeases(DataSource source, TableNames names, boolean isUpgraded, Duration limit) {
    CallTimes times = new CallTimes(TimeSource.system(), SLOW);
    this.database = new Database(source, DatabaseKind.POSTGRESQL, names, limit, times);
    this.tables = new Tables(Schema.of(DatabaseKind.POSTGRESQL, names), source, isUpgraded);
    this.calls = new LeaseCalls(names);
  }

  /**
   * Leases in a database whose tables have their usual names, and are made if they are not there.
   */
  public static JdbcLeases postgresql(DataSource source) {
    return postgresql(source, TableNames.usual(), true, LeaseTimes.usual().beat());
  }

  /**
   * Leases in a database.
   *
   * @param names of the tables
   * @param isUpgraded whether tables are made and brought up to date; otherwise they have to be
   * @param limit for how long the database may be silent before a call is broken off; not longer
   *     than a sixth of a lease
   */
  public static JdbcLeases postgresql(
      DataSource source, TableNames names, boolean isUpgraded, Duration limit) {
    return new JdbcLeases(source, names, isUpgraded, limit);
  }

  @Override
  public RollCall call(String scope, InstanceStatus me, long token, @Nullable String replaces) {
    return done("say that it lives", one -> calls.call(one, scope, me, token, replaces));
  }

  @Override
  public Lease take(Lease seen, InstanceStatus by) {
    return done("take the lease", one -> calls.take(one, seen, by));
  }

  @Override
  public Lease release(String scope, long token, InstanceStatus by, @Nullable String heir) {
    return done("give up the lease", one -> calls.release(one, scope, token, by, heir));
  }

  @Override
  public void leave(InstanceStatus me) {
    done("say that it ends", one -> calls.leave(one, me));
  }

  private <T> T done(String what, Work<T> work) {
    try {
      if (!isReady) {
        tables.pass();
        isReady = true;
      }
      return database.write("lease", work);
    } catch (SQLException e) {
      if (OutageCause.of(e) == OutageCause.SCHEMA) {
        isReady = false; // it may be another database by now
      }
      throw new IllegalStateException(
          "the database did not let it %s: %s (%s)"
              .formatted(what, OutageCause.of(e).advice(), FailureText.of(e)),
          e);
    }
  }

  @Override
  public String toString() {
    return "leases in " + database;
  }
}
