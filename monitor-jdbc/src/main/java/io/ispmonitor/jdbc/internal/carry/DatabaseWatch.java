package io.ispmonitor.jdbc.internal.carry;

import io.ispmonitor.jdbc.database.DatabaseOutage;
import io.ispmonitor.jdbc.database.OutageCause;
import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.Wakeup;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether the database can be used: from those who write to it, and from a question of its
 * own now and then, over a connection of its own.
 */
public final class DatabaseWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DatabaseWatch.class);

  /** Another transaction that is in the way for longer than this is an outage. */
  private static final long LONGEST_CONFLICT = Duration.ofSeconds(10).toNanos();

  private final Database database;
  private final TimeSource time;
  private final long intervalNanos;
  private final long limitNanos;
  private final ThreadFactory threads;
  private final List<DatabaseOutage.Listener> listeners = new CopyOnWriteArrayList<>();
  private final List<Runnable> followers = new CopyOnWriteArrayList<>();
  private final Outages outages;
  private volatile @Nullable Wakeup wakeup;
  private @Nullable FutureTask<Boolean> question;
  private long askedAt;
  private boolean isOverdue;

  /**
   * A watch to be started.
   *
   * @param interval how often it asks
   * @param limit how long it waits for an answer
   * @param threads makes its loop's thread, and one for each question, which may never come back
   */
  public DatabaseWatch(
      Database database,
      TimeSource time,
      Duration interval,
      Duration limit,
      ThreadFactory threads) {
    this.database = database;
    this.time = time;
    this.outages = new Outages(time);
    this.intervalNanos = interval.toNanos();
    this.limitNanos = limit.toNanos();
    this.threads = threads;
  }

  /** Begins to ask. */
  public void start() {
    wakeup = time.drive("ispmonitor-database-watch", this::turn, threads);
  }

  /** Tells of outages from now on. */
  public void listen(DatabaseOutage.Listener listener) {
    listeners.add(listener);
  }

  /** Calls this whenever there is reason to try again at once, from now on. */
  public void whenAnswered(Runnable follower) {
    followers.add(follower);
  }

  /** The outage that goes on. */
  public Optional<DatabaseOutage> present() {
    return outages.present();
  }

  /** The last hundred outages, the oldest first. */
  public List<DatabaseOutage> outages() {
    return outages.over();
  }

  /**
   * Hears from one who writes. What is written by one thread at a time may share it; an outage goes
   * on until each of them could write again.
   */
  public Reports writer() {
    return new Writer();
  }

  /** It could not be used by somebody who does not come again; the next answer ends that. */
  public void failed(SQLException failure) {
    OutageCause cause = OutageCause.of(failure);
    if (cause != OutageCause.CONFLICT) {
      failed(this, failure, cause);
    }
  }

  /** One who writes. Used by one thread. */
  private final class Writer implements Reports {
    private boolean isInConflict;
    private long conflictSince;

    @Override
    public void answered() {
      isInConflict = false;
      if (present().isPresent()) {
        boolean wasFailing = outages.isFailing(this);
        boolean isOver = tellEnd(outages.answered(DatabaseWatch.this)); // who writes knows better
        isOver |= tellEnd(outages.answered(this));
        if (isOver || wasFailing) {
          followers.forEach(Runnable::run);
        }
      }
    }

    @Override
    public void failed(SQLException failure) {
      OutageCause cause = OutageCause.of(failure);
      if (cause != OutageCause.CONFLICT || isLongConflict()) {
        DatabaseWatch.this.failed(this, failure, cause);
      }
    }

    /** One that is over soon is none of the database's. */
    private boolean isLongConflict() {
      long now = time.nanoTime();
      if (!isInConflict) {
        isInConflict = true;
        conflictSince = now;
      }
      return now - conflictSince >= LONGEST_CONFLICT;
    }
  }

  /** A database that hangs must not hang its watch, so a thread of its own asks. */
  private long turn(long now) {
    FutureTask<Boolean> asked = question;
    if (asked == null) {
      ask(now);
      return now + limitNanos;
    }
    if (asked.isDone()) {
      question = null;
      hear(asked);
      return Math.max(now, askedAt + intervalNanos);
    }
    if (!isOverdue && now - askedAt >= limitNanos) {
      isOverdue = true;
      failed(
          new SQLTimeoutException(
              "no answer within " + Duration.ofNanos(limitNanos).toSeconds() + " s"));
    }
    return isOverdue ? Step.ON_WAKE : askedAt + limitNanos;
  }

  private void ask(long now) {
    FutureTask<Boolean> next =
        new FutureTask<>(() -> database.read("watch", DatabaseWatch::ask)) {
          @Override
          protected void done() {
            Wakeup loop = wakeup;
            if (loop != null) {
              loop.wake();
            }
          }
        };
    Thread thread = threads.newThread(next);
    thread.setName("ispmonitor-database-question");
    thread.setDaemon(true);
    question = next;
    askedAt = now;
    isOverdue = false;
    thread.start();
  }

  private void hear(FutureTask<Boolean> asked) {
    try {
      asked.get();
      answered();
    } catch (ExecutionException e) {
      failed(
          e.getCause() instanceof SQLException said
              ? said
              : new SQLException(String.valueOf(e.getCause()), e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // which cannot be: it is done
    }
  }

  private static boolean ask(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select 1")) {
      return rows.next();
    }
  }

  /** What waits is tried again, which tells whether the database takes it. */
  private void answered() {
    if (present().isPresent()) {
      tellEnd(outages.answered(this));
      followers.forEach(Runnable::run);
    }
  }

  private boolean tellEnd(@Nullable DatabaseOutage over) {
    if (over == null) {
      return false;
    }
    log.info(
        "DATABASE_BACK the database can be used again after {}: {}",
        over.lasting(time.instant()),
        over.cause());
    tell(over);
    return true;
  }

  private void failed(Object who, SQLException failure, OutageCause cause) {
    if (cause == OutageCause.DATA) {
      return; // it answered
    }
    DatabaseOutage news = outages.failed(who, cause, FailureText.of(failure));
    if (news != null) {
      log.error(
          "DATABASE_AWAY {} since {}: {} ({})",
          cause,
          news.since(),
          cause.advice(),
          news.message());
      tell(news);
    }
  }

  private void tell(DatabaseOutage news) {
    for (DatabaseOutage.Listener listener : listeners) {
      try {
        listener.onOutage(news);
      } catch (RuntimeException e) {
        log.error("DATABASE_LISTENER_FAILED {} could not be told of {}", listener, news, e);
      }
    }
  }

  @Override
  public void close() {
    if (!Loops.end(wakeup)) {
      log.warn("DATABASE_WATCH_LEFT_BEHIND the database has not answered its question");
    }
  }
}
