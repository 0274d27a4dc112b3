package io.ispmonitor.jdbc;

import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.database.DatabaseOutage;
import io.ispmonitor.jdbc.database.TableNames;
import io.ispmonitor.jdbc.internal.spool.FsyncPolicy;
import io.ispmonitor.jdbc.internal.spool.SpoolOptions;
import io.ispmonitor.jdbc.internal.spool.WhenFull;
import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.leadership.Leadership;
import io.ispmonitor.leadership.Standing;
import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Says how a {@link JdbcStorage} is to be. Not for use by several threads. */
public final class JdbcStorageBuilder {
  private static final int SEGMENT = 64 << 20;
  private static final int EVENT_SEGMENT = 32 << 20;

  /** A notice of a thousand alerts, each with all the text it may have. */
  private static final int LONGEST_EVENT = 16 << 20;

  private static final long EVENT_MEMORY = 64L << 20;

  final DatabaseKind kind;
  final DataSource database;
  final Path directory;
  @Nullable DataSource history;
  @Nullable Duration mostBehind;
  TableNames names = TableNames.usual();
  boolean isUpgraded = true;
  boolean isKeptUp = true;
  Duration limit = Duration.ofSeconds(30);
  Duration startLimit = Duration.ofSeconds(60);
  Duration slow = Duration.ofSeconds(1);
  Duration watched = Duration.ofSeconds(30);
  Duration gathered = Duration.ofMinutes(3);
  Duration keptSamples = Duration.ofDays(30);
  Duration keptFine = Duration.ofDays(30);
  Duration keptHourly = Duration.ofDays(400);
  Duration keptEvents = Duration.ofDays(400);
  long spoolBytes = 8L << 30;
  TimeSource time = TimeSource.system();
  @Nullable Leadership leadership;
  ThreadFactory threads = Executors.defaultThreadFactory();
  final List<DatabaseOutage.Listener> listeners = new ArrayList<>();

  JdbcStorageBuilder(DatabaseKind kind, DataSource database, Path directory) {
    this.kind = kind;
    this.database = Objects.requireNonNull(database, "database");
    this.directory = Objects.requireNonNull(directory, "directory");
  }

  /**
   * Another database to read history from, such as a replica, however far it is behind and whether
   * it answers or not; by default the same one.
   */
  public JdbcStorageBuilder history(DataSource replica) {
    history = Objects.requireNonNull(replica, "replica");
    mostBehind = null;
    return this;
  }

  /**
   * A replica to read history from while it is not too far behind. When it is, or does not answer,
   * history is read from the primary until that is over. To measure it, a row is written to the
   * primary four times within the limit, and each 30 s at least.
   *
   * @param atMost how far it may be behind: 5 s to 1 day
   * @throws IllegalStateException in SQLite, which has no replicas
   */
  public JdbcStorageBuilder history(DataSource replica, Duration atMost) {
    if (kind == DatabaseKind.SQLITE) {
      throw new IllegalStateException(
          "storage in SQLite has no replicas to read history from; leave history(...) out");
    }
    Duration limit =
        within(
            "how far a replica may be behind", atMost, Duration.ofSeconds(5), Duration.ofDays(1));
    history = Objects.requireNonNull(replica, "replica");
    mostBehind = limit;
    return this;
  }

  /** How tables are called; {@link TableNames#usual} by default. */
  public JdbcStorageBuilder tables(TableNames called) {
    names = Objects.requireNonNull(called, "called");
    return this;
  }

  /**
   * Leaves tables as they are: somebody else makes them and brings them up to date. Tables that are
   * not as they must be are refused.
   */
  public JdbcStorageBuilder withoutUpgrade() {
    isUpgraded = false;
    return this;
  }

  /**
   * For how long the database may be silent before a call is broken off.
   *
   * @param most 1 s to 1 h; 30 s by default
   */
  public JdbcStorageBuilder callLimit(Duration most) {
    limit = within("the limit of a call", most, Duration.ofSeconds(1), Duration.ofHours(1));
    return this;
  }

  /**
   * For how long {@link #open} waits for the database; then it goes on from what lies on local
   * disk.
   *
   * @param most 1 s to 1 h; 60 s by default
   */
  public JdbcStorageBuilder startLimit(Duration most) {
    startLimit = within("the limit of the start", most, Duration.ofSeconds(1), Duration.ofHours(1));
    return this;
  }

  /**
   * What a slow call is.
   *
   * @param from 1 ms to 1 h; 1 s by default
   */
  public JdbcStorageBuilder slowCall(Duration from) {
    slow = within("a slow call", from, Duration.ofMillis(1), Duration.ofHours(1));
    return this;
  }

  /**
   * How often the database is asked whether it is there.
   *
   * @param every 1 s to 1 h; 30 s by default
   */
  public JdbcStorageBuilder watchEvery(Duration every) {
    watched = within("the watch's interval", every, Duration.ofSeconds(1), Duration.ofHours(1));
    return this;
  }

  /**
   * For how long samples of few columns, such as pings, are gathered to one row for each device.
   *
   * @param most 1 s to 10 min; 3 min by default
   */
  public JdbcStorageBuilder gatherPings(Duration most) {
    gathered = within("gathering pings", most, Duration.ofSeconds(1), Duration.ofMinutes(10));
    return this;
  }

  /**
   * For how long samples are kept, to the day (UTC).
   *
   * @param most 1 to 4,000 days; 30 by default
   */
  public JdbcStorageBuilder keepSamples(Duration most) {
    keptSamples = within("keeping samples", most, Duration.ofDays(1), Duration.ofDays(4_000));
    return this;
  }

  /**
   * For how long roll-ups are kept: those of five minutes to the day, those of an hour to the month
   * in SQLite and to 30 days in PostgreSQL.
   *
   * @param fine of five minutes, 1 to 4,000 days; 30 by default
   * @param hourly of an hour, 1 to 4,000 days and not less than {@code fine}; 400 by default
   */
  public JdbcStorageBuilder keepRollups(Duration fine, Duration hourly) {
    Duration least = Duration.ofDays(1);
    Duration most = Duration.ofDays(4_000);
    keptFine = within("keeping roll-ups of five minutes", fine, least, most);
    keptHourly = within("keeping roll-ups of an hour", hourly, fine, most);
    return this;
  }

  /**
   * For how long decisions, alerts that have ended and changes of state are kept; of each device
   * the last change before that, too.
   *
   * @param most 1 to 4,000 days; 400 by default
   */
  public JdbcStorageBuilder keepEvents(Duration most) {
    keptEvents = within("keeping events", most, Duration.ofDays(1), Duration.ofDays(4_000));
    return this;
  }

  /**
   * What may wait on local disk. Beyond it the oldest samples go, each loss counted and logged;
   * events have an eighth of it to themselves.
   *
   * @param most at least 1 GB; 8 GB by default
   */
  public JdbcStorageBuilder spoolBytes(long most) {
    if (most < 1L << 30) {
      throw new IllegalArgumentException(
          "storage: what may wait on disk must be at least 1 GB, was " + most + " bytes");
    }
    spoolBytes = most;
    return this;
  }

  /**
   * Stores under the right of the term that goes on, when several instances share the database:
   * changes of state, alerts and notices are refused by the database once another instance has been
   * in charge. Samples need no such right. A storage serves one term: it is opened when the term
   * begins, and closed when it ends.
   *
   * <p>That of an instance that only observes knows what is stored but for notices on their way,
   * which are not its to send. It changes nothing in the database, its tables neither: what happens
   * by itself is counted, what somebody orders, such as a maintenance window, is refused.
   */
  public JdbcStorageBuilder leadership(Leadership whose) {
    leadership = Objects.requireNonNull(whose, "whose");
    return this;
  }

  /** Leaves all files as they are, but for what is carried into them. */
  JdbcStorageBuilder withoutUpkeep() {
    isKeptUp = false;
    return this;
  }

  /** The time to live by; the system's by default. */
  public JdbcStorageBuilder time(TimeSource source) {
    time = Objects.requireNonNull(source, "source");
    return this;
  }

  /** Makes the threads of the loops. */
  public JdbcStorageBuilder threads(ThreadFactory factory) {
    threads = Objects.requireNonNull(factory, "factory");
    return this;
  }

  /** Hears of outages of the database, from the first one on. */
  public JdbcStorageBuilder listen(DatabaseOutage.Listener listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
    return this;
  }

  /**
   * Opens the storage. The database need not be there.
   *
   * @throws IOException when the directory is in use or cannot be written to
   * @throws io.ispmonitor.jdbc.database.SchemaException when the tables are of a newer release, or
   *     are not there and must not be made
   */
  public JdbcStorage open() throws IOException {
    return JdbcStorage.open(this);
  }

  /** Whether the instance only observes, and nothing is to be stored. */
  boolean isObserving() {
    Leadership whose = leadership;
    return whose != null && whose.standing(Leadership.ALL) instanceof Standing.Observing;
  }

  /** The right to store; null for a single instance, and for one that stores nothing. */
  @Nullable FencingToken term() {
    Leadership whose = leadership;
    if (whose == null) {
      return null;
    }
    Standing standing = whose.standing(Leadership.ALL);
    if (standing instanceof Standing.Observing) {
      return null;
    }
    if (standing instanceof Standing.Leading leading) {
      return leading.token();
    }
    if (standing instanceof Standing.Following following && following.token() != null) {
      return following.token(); // in doubt; the database knows whether it is over
    }
    throw new IllegalStateException(
        "storage in %s is not opened: this instance is not in charge, and stores nothing (%s)"
            .formatted(directory, standing));
  }

  SpoolOptions events() {
    return SpoolOptions.in(directory.resolve("events"))
        .disk(spoolBytes / 8, EVENT_SEGMENT, WhenFull.DROP_OLDEST)
        .memory(EVENT_MEMORY, LONGEST_EVENT)
        .fsync(FsyncPolicy.always());
  }

  SpoolOptions samples(String name, int eighths) {
    return SpoolOptions.in(directory.resolve(name))
        .disk(spoolBytes / 8 * eighths, SEGMENT, WhenFull.DROP_OLDEST);
  }

  private static Duration within(String what, Duration is, Duration least, Duration most) {
    if (is.compareTo(least) < 0 || is.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "storage: %s must be between %s and %s, was %s".formatted(what, least, most, is));
    }
    return is;
  }
}
