package io.ispmonitor.jdbc.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Two PostgreSQL servers, the second of which replays by streaming what the first one writes. It
 * begins as a copy of the files of the first one, made while that does not run.
 */
public final class StreamingReplica implements AutoCloseable {
  private final EmbeddedPostgres primary;
  private final EmbeddedPostgres replica;

  /** Starts both with their data below a directory. */
  public StreamingReplica(Path directory) throws IOException {
    Path data = directory.resolve("primary");
    try (EmbeddedPostgres first = start(data)) {
      first.getPort();
    }
    Path copy = directory.resolve("replica");
    copy(data, copy);
    this.primary = start(data);
    try {
      Files.createFile(copy.resolve("standby.signal"));
      Files.writeString(
          copy.resolve("postgresql.auto.conf"),
          "primary_conninfo = 'host=127.0.0.1 port=%d user=postgres'%n"
              .formatted(primary.getPort()),
          StandardOpenOption.APPEND);
      this.replica = start(copy);
    } catch (IOException | RuntimeException e) {
      primary.close();
      throw e;
    }
  }

  private static EmbeddedPostgres start(Path data) throws IOException {
    return EmbeddedPostgres.builder()
        .setPGStartupWait(Duration.ofMinutes(1))
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setLocaleConfig("locale", "C")
        .setServerConfig("wal_level", "replica")
        .setServerConfig("max_wal_senders", "4")
        .start();
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes is)
              throws IOException {
            Files.copy(directory, at(directory), StandardCopyOption.COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
            Files.copy(file, at(file), StandardCopyOption.COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
          }

          private Path at(Path path) {
            return to.resolve(from.relativize(path));
          }
        });
  }

  /** Connections to the first. */
  public DataSource primary() {
    return KillablePostgres.source(primary.getPort());
  }

  /** Connections to the second. */
  public DataSource replica() {
    return KillablePostgres.source(replica.getPort());
  }

  /** The second goes on to receive, and replays nothing. */
  public void pause() {
    execute("select pg_wal_replay_pause()");
  }

  /** It replays again. */
  public void resume() {
    execute("select pg_wal_replay_resume()");
  }

  /** The second ends. */
  public void endReplica() throws IOException {
    replica.close();
  }

  /** The second loses its link to the first, and finds it no more. */
  public void cutOff() {
    execute(
        "alter system set primary_conninfo = 'host=127.0.0.1 port=1 user=postgres'",
        "select pg_reload_conf()");
  }

  /** Whether the second says of itself that there is nothing to do. */
  public boolean hasReplayedAllItReceived() throws SQLException {
    try (Connection connection = replica().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn()")) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  private void execute(String... statements) {
    try (Connection connection = replica().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("a statement of the test failed on the replica", e);
    }
  }

  /** The first ends, so the second replays all it has and waits for nothing. */
  public void endPrimary() throws IOException {
    primary.close();
  }

  @Override
  public void close() {
    for (EmbeddedPostgres one : new EmbeddedPostgres[] {replica, primary}) {
      try {
        one.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
