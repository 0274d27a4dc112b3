package io.ispmonitor.examples.demo;

import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.alerting.AlertingBuilder;
import io.ispmonitor.jdbc.JdbcStorage;
import io.ispmonitor.jdbc.JdbcStorageBuilder;
import io.ispmonitor.jdbc.database.DatabaseOutage;
import io.ispmonitor.jdbc.database.SchemaException;
import io.ispmonitor.jdbc.database.TableNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What a run leaves behind for the next one: samples, states, alerts and what was decided about
 * them. The simulated provider and real devices are kept apart. A database that is away holds
 * nothing up: what it is to have waits on disk.
 */
final class Keeping implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(5);
  private static final Duration SETTLE = Duration.ofSeconds(5);
  private static final Duration PINGS = Duration.ofSeconds(10);
  private static final int SECONDS_TO_CONNECT = 5;

  private final JdbcStorage storage;
  private final String place;

  private Keeping(JdbcStorage storage, String place) {
    this.storage = storage;
    this.place = place;
  }

  /**
   * Opens what is kept; null when nothing is.
   *
   * @throws BadUseException when another program has it, or it cannot be written to
   */
  static @Nullable Keeping open(Options options, Map<String, String> environment) {
    KeepingOptions how = options.keeping();
    if (how.isOff() || options.once()) {
      return null;
    }
    String what = options.targets() == null ? "simulated" : "real";
    String url = how.database();
    Path directory =
        how.directory().resolve(url == null ? what : what + "-postgresql").toAbsolutePath();
    try {
      Files.createDirectories(directory);
      return url == null
          ? new Keeping(
              tuned(JdbcStorage.sqlite(directory)).open(), directory.normalize() + " (SQLite)")
          : inPostgres(source(url, environment), directory, what);
    } catch (IOException | SchemaException e) {
      throw new BadUseException(
          "history cannot be kept in %s: %s; name another directory with --data, or keep none with"
                  .formatted(
                      directory, e instanceof IOException io ? Errors.words(io) : e.getMessage())
              + " --no-data");
    }
  }

  private static Keeping inPostgres(PGSimpleDataSource source, Path directory, String what)
      throws IOException {
    TableNames names = TableNames.usual().withPrefix("demo_" + what + "_");
    JdbcStorage storage =
        tuned(JdbcStorage.postgresql(source, directory).tables(names)).startLimit(START).open();
    return new Keeping(
        storage,
        "PostgreSQL at %s, database %s, tables %s"
            .formatted(source.getServerNames()[0], source.getDatabaseName(), names));
  }

  private static JdbcStorageBuilder tuned(JdbcStorageBuilder how) {
    return how.gatherPings(PINGS); // a run is short
  }

  private static PGSimpleDataSource source(String url, Map<String, String> environment) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    try {
      source.setUrl(url);
    } catch (IllegalArgumentException e) {
      throw new BadUseException("--db is no address that the driver of PostgreSQL understands");
    }
    source.setConnectTimeout(SECONDS_TO_CONNECT);
    source.setLoginTimeout(SECONDS_TO_CONNECT);
    String user = environment.get("PGUSER");
    if (source.getUser() == null && user != null) {
      source.setUser(user);
    }
    String password = environment.get("PGPASSWORD");
    if (password != null) {
      source.setPassword(password);
    }
    return source;
  }

  /** Where it lies. */
  String place() {
    return place;
  }

  JdbcStorage storage() {
    return storage;
  }

  /** Lets a monitor go on from what there is, and store what comes. */
  MonitorBuilder join(MonitorBuilder monitor) {
    return monitor
        .metrics(new RecentSamples(storage.metrics()))
        .stateLog(storage.states())
        .with(storage.health());
  }

  /** Lets alerting go on from what there is. */
  AlertingBuilder join(AlertingBuilder alerting) {
    return alerting
        .alerts(storage.alerts())
        .ledger(storage.ledger())
        .outbox(storage.outbox())
        .limits(storage.limits());
  }

  /** Waits a little until what was stored can be read. */
  void settle() {
    if (storage.outage().isPresent()) {
      return;
    }
    try {
      storage.flush(SETTLE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where the run is kept, and what keeps it from getting there. */
  String words() {
    DatabaseOutage away = storage.outage().orElse(null);
    return away == null
        ? "kept in " + place + ", where the next run goes on"
        : "%,d records wait on disk for %s: %s"
            .formatted(storage.status().waiting(), place, away.cause().advice());
  }

  @Override
  public void close() {
    storage.close();
  }
}
