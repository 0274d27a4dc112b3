package io.ispmonitor.jdbc.internal.lease;

import io.ispmonitor.jdbc.database.TableNames;
import io.ispmonitor.leadership.lease.InstanceStatus;
import io.ispmonitor.leadership.lease.Lease;
import io.ispmonitor.leadership.lease.RollCall;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** What is done to leases and instances, each within a transaction of its own. Any thread. */
public final class LeaseCalls {
  private final LeaseTable leases;
  private final InstanceTable instances;

  /** In these tables. */
  public LeaseCalls(TableNames names) {
    this.leases = new LeaseTable(names);
    this.instances = new InstanceTable(names);
  }

  /** An instance lives, and keeps its lease. */
  public RollCall call(
      Connection connection, String scope, InstanceStatus me, long token, @Nullable String replaces)
      throws SQLException {
    begin(connection);
    boolean isRegistered = instances.register(connection, me, replaces);
    if (isRegistered && token > 0) {
      leases.keep(connection, scope, token, me);
    }
    Lease lease = leases.read(connection, scope);
    return new RollCall(lease, instances.read(connection), isRegistered);
  }

  /** Takes a lease if it is as it was seen. */
  public Lease take(Connection connection, Lease seen, InstanceStatus by) throws SQLException {
    begin(connection);
    instances.forgetOld(connection);
    leases.take(connection, seen, by);
    return leases.read(connection, seen.scope());
  }

  /** Gives a lease up. */
  public Lease release(
      Connection connection, String scope, long token, InstanceStatus by, @Nullable String heir)
      throws SQLException {
    begin(connection);
    leases.release(connection, scope, token, by, heir);
    return leases.read(connection, scope);
  }

  /** An instance ends; whether it was known. */
  public boolean leave(Connection connection, InstanceStatus me) throws SQLException {
    Abandoned.ends(connection);
    return instances.leave(connection, me);
  }

  /** A token that a crash takes back would be given out twice. */
  private static void begin(Connection connection) throws SQLException {
    Abandoned.ends(connection);
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local synchronous_commit = on");
    }
  }
}
