package io.ispmonitor.jdbc.internal.carry;

import io.ispmonitor.jdbc.database.OutageCause;
import io.ispmonitor.jdbc.internal.sql.Transactions.Work;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.Wakeup;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A replica that history is read from as long as it is not too far behind, and the primary when it
 * is, or does not answer.
 *
 * <p>How far it is behind is measured by a row that counts up in the primary, and not by what the
 * server tells of replaying: one that has lost its primary has replayed all that it received, and
 * looks like one for which there is nothing to do. While the primary takes no row nothing is known
 * to be missing, so the replica goes on to be read.
 */
public final class LimitedReplica implements HistorySource, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LimitedReplica.class);
  private static final int BEATS_IN_LIMIT = 4;
  private static final Duration LONGEST_BEAT = Duration.ofSeconds(30);
  private static final Duration LONGEST_TRUST = Duration.ofSeconds(3);

  private final Database replica;
  private final Database primary;
  private final Duration most;
  private final Duration beatEvery;
  private final Duration trustedFor;
  private final Beats beats = new Beats();
  private final ReplicaState state;
  private final TimeSource time;
  private volatile boolean isPrimarySilent;
  private volatile @Nullable HeartbeatRow row;
  private @Nullable Wakeup loop;

  /**
   * A replica; the primary is read until {@link #start}ed.
   *
   * @param most how far it may be behind
   */
  public LimitedReplica(Database replica, Database primary, Duration most, TimeSource time) {
    this.replica = replica;
    this.primary = primary;
    this.most = most;
    this.beatEvery = least(most.dividedBy(BEATS_IN_LIMIT), LONGEST_BEAT);
    this.trustedFor = least(beatEvery, LONGEST_TRUST);
    this.state = new ReplicaState(time);
    this.time = time;
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /**
   * Begins to measure.
   *
   * @param writer whose row counts up
   */
  public void start(UUID writer, ThreadFactory threads) {
    HeartbeatRow ours = new HeartbeatRow(primary, writer);
    row = ours;
    loop = time.drive("ispmonitor-replica", now -> turn(ours, now), threads);
  }

  private long turn(HeartbeatRow row, long now) {
    try {
      long number = row.beat();
      beats.committed(number, time.nanoTime());
      isPrimarySilent = false;
    } catch (SQLException e) {
      isPrimarySilent = true;
      log.debug("the primary takes no row to measure by: {}", FailureText.of(e)); // its watch tells
    }
    if (state.trouble() != null) {
      askAgain();
    }
    return now + beatEvery.toNanos();
  }

  /** Nobody who reads has to wait for a replica that was unfit a moment ago. */
  private void askAgain() {
    try {
      replica.read("replica", this::measure);
    } catch (SQLException e) {
      silent(e);
    }
  }

  /** How the replica is doing. */
  public ReplicaHealth health() {
    return state.health();
  }

  @Override
  public Dialect dialect() {
    return primary.dialect();
  }

  @Override
  public String table(String name) {
    return primary.table(name);
  }

  @Override
  public <T> T read(String call, Work<T> work) throws SQLException {
    return read(call, work, true);
  }

  @Override
  public <T> T readOnce(String call, Work<T> work) throws SQLException {
    return read(call, work, false);
  }

  private <T> T read(String call, Work<T> work, boolean isRepeatable) throws SQLException {
    if (state.trouble() != null) {
      return fallBack(call, work, null);
    }
    AtomicBoolean isBegun = new AtomicBoolean();
    try {
      // a transaction of its own: the first question of a work decides of which moment answers are
      if (state.isMeasured(trustedFor) || replica.read("replica", this::measure)) {
        return replica.read(
            call,
            connection -> {
              isBegun.set(true);
              return work.on(connection);
            });
      }
    } catch (SQLException e) {
      if (!isBegun.get() || isOfReplica(e)) {
        silent(e);
      }
      if (isBegun.get() && !isRepeatable) {
        throw e;
      }
      return fallBack(call, work, e);
    }
    return fallBack(call, work, null);
  }

  /** What it refuses, or holds that cannot be read, says nothing against it. */
  private static boolean isOfReplica(SQLException failure) {
    return switch (OutageCause.of(failure)) {
      case DATA, CONFLICT, OTHER -> false;
      default -> true;
    };
  }

  private void silent(SQLException failure) {
    state.silent(
        "cannot be read: %s (%s)"
            .formatted(OutageCause.of(failure).advice(), FailureText.of(failure)));
  }

  private <T> T fallBack(String call, Work<T> work, @Nullable SQLException reason)
      throws SQLException {
    state.fellBack();
    try {
      return primary.read(call, work);
    } catch (SQLException e) {
      throw neither(e, reason);
    }
  }

  private SQLException neither(SQLException failure, @Nullable SQLException reason) {
    String trouble = state.trouble();
    String replicaSaid = trouble != null ? trouble : "has not shown yet how far it is";
    SQLException both =
        new SQLException(
            "the primary: %s; and the replica %s".formatted(FailureText.of(failure), replicaSaid),
            failure.getSQLState(),
            failure);
    if (reason != null) {
      both.addSuppressed(reason);
    }
    return both;
  }

  /** Asks the replica how far it is; whether it may be read from. */
  private boolean measure(Connection connection) throws SQLException {
    HeartbeatRow ours = row;
    if (ours == null) {
      return false;
    }
    Duration lag = beats.behind(ours.seen(connection), time.nanoTime());
    if (lag.compareTo(most) > 0) {
      state.behind(lag, "is %s s behind, %s s are allowed".formatted(seconds(lag), seconds(most)));
      return false;
    }
    if (!beats.isShown()) {
      return isPrimarySilent && !beats.isBegun(); // there is nothing to measure by
    }
    state.fit(lag);
    return true;
  }

  private static String seconds(Duration is) {
    return String.format(Locale.ROOT, "%.1f", is.toMillis() / 1_000.0);
  }

  @Override
  public void close() {
    if (!Loops.end(loop)) {
      log.info("STORE_REPLICA_LEFT a database has not answered the question how far it is");
    }
  }

  @Override
  public String toString() {
    return primary + " of a replica";
  }
}
