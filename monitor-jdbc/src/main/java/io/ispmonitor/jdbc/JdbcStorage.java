package io.ispmonitor.jdbc;

import io.ispmonitor.alert.AlertLedger;
import io.ispmonitor.alert.AlertStore;
import io.ispmonitor.alert.LimitStore;
import io.ispmonitor.alert.Outbox;
import io.ispmonitor.extension.MonitorExtension;
import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.database.DatabaseOutage;
import io.ispmonitor.jdbc.database.HistoryException;
import io.ispmonitor.jdbc.database.OutageCause;
import io.ispmonitor.jdbc.internal.carry.FailureText;
import io.ispmonitor.jdbc.internal.sql.SqliteSource;
import io.ispmonitor.maintenance.MaintenanceStore;
import io.ispmonitor.metric.KnownSeries;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.rollup.Rollups;
import io.ispmonitor.reachability.StateLog;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * All stores of a monitor over one database. What is stored goes to local disk first and is carried
 * over from there, so nothing waits for the database, nothing is lost while it is away, and nothing
 * is stored twice. What decisions rest on is kept in memory as well; only history is read from the
 * database.
 *
 * <pre>{@code
 * try (JdbcStorage storage = JdbcStorage.postgresql(dataSource, Path.of("/var/lib/monitor")).open()) {
 *   Monitor monitor = Monitor.builder().metrics(storage.metrics()).stateLog(storage.states())...
 * }
 * }</pre>
 *
 * <p>Needs a directory of its own, which no two programs share. Stores are closed with this.
 * Thread-safe.
 */
public final class JdbcStorage implements AutoCloseable {
  private final StorageParts parts;

  private JdbcStorage(StorageParts parts) {
    this.parts = parts;
  }

  /**
   * Storage in PostgreSQL.
   *
   * @param database gives connections; it stays the caller's, and should be a pool of five at least
   * @param directory on local disk, for what waits for the database
   */
  public static JdbcStorageBuilder postgresql(DataSource database, Path directory) {
    return new JdbcStorageBuilder(DatabaseKind.POSTGRESQL, database, directory);
  }

  /**
   * Storage in files of SQLite, for which its driver has to be on the class path.
   *
   * @param directory on local disk, for the files and for what waits
   */
  public static JdbcStorageBuilder sqlite(Path directory) {
    Objects.requireNonNull(directory, "directory");
    return new JdbcStorageBuilder(
        DatabaseKind.SQLITE, new SqliteSource(directory.resolve("monitor.db")), directory);
  }

  static JdbcStorage open(JdbcStorageBuilder how) throws IOException {
    return new JdbcStorage(StorageParts.open(how));
  }

  /** Where samples are kept. */
  public MetricStore metrics() {
    return parts.samples.store;
  }

  /** What samples came to over time, kept longer than the samples. */
  public Rollups rollups() {
    return parts.samples.rollups;
  }

  /** Which series there are: those of which an hour was compacted, so not the newest ones. */
  public KnownSeries series() {
    return parts.samples.series;
  }

  /** Where changes of state are kept. */
  public StateLog states() {
    return parts.events.states;
  }

  /** Where maintenance windows are kept. */
  public MaintenanceStore maintenance() {
    return parts.events.maintenance;
  }

  /** Where alerts are kept. */
  public AlertStore alerts() {
    return parts.events.alerts;
  }

  /** Where it is kept what was decided about alerts. */
  public AlertLedger ledger() {
    return parts.events.ledger;
  }

  /** Where notices are kept until they are delivered. */
  public Outbox outbox() {
    return parts.events.outbox;
  }

  /** Where limits of single devices are kept. */
  public LimitStore limits() {
    return parts.events.limits;
  }

  /** The outage of the database that goes on. */
  public Optional<DatabaseOutage> outage() {
    return parts.watch.present();
  }

  /** The last hundred outages that have ended, the oldest first. */
  public List<DatabaseOutage> outages() {
    return parts.watch.outages();
  }

  /** How storage is doing; waits for nothing. */
  public StorageStatus status() {
    return parts.status();
  }

  /**
   * Brings this storage into a monitor's health report: {@code
   * Monitor.builder().with(storage.health())}. Alerting tells from there when the database is away
   * or a spool fills. The storage stays open when the monitor ends.
   */
  public MonitorExtension health() {
    return parts.health;
  }

  /**
   * Waits until everything that was stored so far is in the database.
   *
   * @return whether it is
   */
  public boolean flush(Duration atMost) throws InterruptedException {
    return parts.flush(atMost);
  }

  /**
   * Does now what is done every five minutes otherwise: compacts hours that are over, rolls up days
   * that are over, and removes what is kept no longer. Waits for the database.
   *
   * @throws HistoryException when the database does not do it; a part may be done then
   */
  public void upkeep() {
    try {
      parts.upkeep().run(true);
    } catch (SQLException e) {
      throw failed("the tables were not put in order", e);
    }
  }

  /**
   * Removes samples and events from before a time now, whatever is kept otherwise. Of a day (UTC)
   * that the time cuts, samples stay, but for whole hours that were not compacted yet. Roll-ups
   * stay; days that were not rolled up yet have none. Waits for the database.
   *
   * @throws HistoryException when the database does not do it; a part may be gone then
   */
  public void purge(Instant before) {
    try {
      parts.upkeep().purge(before, before);
    } catch (SQLException e) {
      throw failed("what is from before " + before + " was not removed", e);
    }
  }

  /**
   * Copies the files of SQLite while the storage goes on, so that the copies belong together: to
   * restore, put them into an empty directory and open that. What still waits in a spool is not in
   * it; call {@link #flush} before, so that all is that was stored until then. Nothing is held up,
   * and the copies have no gaps in them.
   *
   * @param into a directory that is not there yet; when it is, all files are in it and on the disk
   * @throws IOException when it is there, or cannot be written to
   * @throws HistoryException when a file cannot be read
   * @throws IllegalStateException in PostgreSQL, which has {@code pg_dump} for that
   */
  public void backup(Path into) throws IOException {
    try {
      parts.backup(into);
    } catch (SQLException e) {
      throw failed("the files were not copied into " + into, e);
    }
  }

  private static HistoryException failed(String what, SQLException e) {
    return new HistoryException(
        "%s: %s: %s".formatted(what, OutageCause.of(e).advice(), FailureText.of(e)), e);
  }

  /**
   * Brings what it can to disk and to the database within three seconds, and ends. What is not
   * carried over waits for the next start.
   */
  @Override
  public void close() {
    parts.close();
  }

  @Override
  public String toString() {
    return parts.toString();
  }
}
