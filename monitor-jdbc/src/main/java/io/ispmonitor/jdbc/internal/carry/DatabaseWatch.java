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
import java.util.ArrayDeque;
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
 * Knows whether the database can be used: from those who call upon it, and from a question of its
 * own now and then, over a connection of its own.
 */
public final class DatabaseWatch implements Reports, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DatabaseWatch.class);
  private static final Duration CLOSE = Duration.ofSeconds(1);
  private static final int MOST_REMEMBERED = 100;

  private final Database database;
  private final TimeSource time;
  private final long intervalNanos;
  private final long limitNanos;
  private final ThreadFactory threads;
  private final List<DatabaseOutage.Listener> listeners = new CopyOnWriteArrayList<>();
  private final ArrayDeque<DatabaseOutage> outages = new ArrayDeque<>();
  private volatile @Nullable DatabaseOutage present;
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

  /** The outage that goes on. */
  public Optional<DatabaseOutage> present() {
    return Optional.ofNullable(present);
  }

  /** The last hundred outages, the oldest first. */
  public synchronized List<DatabaseOutage> outages() {
    return List.copyOf(outages);
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

  @Override
  public void answered() {
    if (present == null) {
      return;
    }
    DatabaseOutage over = end();
    if (over != null) {
      log.info(
          "DATABASE_BACK the database can be used again after {}: {}",
          over.lasting(time.instant()),
          over.cause());
      tell(over);
    }
  }

  private synchronized @Nullable DatabaseOutage end() {
    DatabaseOutage open = present;
    if (open == null) {
      return null;
    }
    present = null;
    DatabaseOutage over =
        new DatabaseOutage(open.since(), time.instant(), open.cause(), open.message());
    remember(over);
    return over;
  }

  @Override
  public void failed(SQLException failure) {
    OutageCause cause = OutageCause.of(failure);
    if (cause == OutageCause.DATA || cause == OutageCause.CONFLICT) {
      return; // it answered
    }
    DatabaseOutage news = begin(cause, FailureText.of(failure));
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

  /** Returns null when nothing is new. */
  private synchronized @Nullable DatabaseOutage begin(OutageCause cause, String message) {
    DatabaseOutage open = present;
    if (open != null && open.cause() == cause) {
      return null;
    }
    DatabaseOutage now =
        new DatabaseOutage(open == null ? time.instant() : open.since(), null, cause, message);
    present = now;
    return now;
  }

  private void remember(DatabaseOutage over) {
    outages.add(over);
    if (outages.size() > MOST_REMEMBERED) {
      outages.remove();
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
    Wakeup loop = wakeup;
    if (loop == null) {
      return;
    }
    loop.close();
    try {
      if (!loop.awaitEnd(CLOSE)) {
        log.warn("DATABASE_WATCH_LEFT_BEHIND the database has not answered its question");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
