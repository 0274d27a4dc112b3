package io.ispmonitor.app.real;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL that can be killed, and started again at the same port with the same data. */
final class Database implements AutoCloseable {
  private static final long LIMIT_SECONDS = 30;

  private final Path data;
  private final int port;
  private EmbeddedPostgres server;

  Database(Path directory) throws IOException {
    data = directory.resolve("data");
    server = started(0);
    port = server.getPort();
  }

  private EmbeddedPostgres started(int at) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setLocaleConfig("locale", "C")
        .setServerConfig("synchronous_commit", "on") // or what was committed may be lost
        .setPort(at)
        .start();
  }

  /** Its address as a configuration has it. */
  String url() {
    return "postgresql://postgres@127.0.0.1:%d/postgres".formatted(port);
  }

  /** Ends all its processes at once, as a machine that loses its power does. */
  void kill() throws Exception {
    long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    ProcessHandle first = ProcessHandle.of(pid).orElseThrow();
    List<ProcessHandle> all = new ArrayList<>(first.descendants().toList());
    all.add(0, first);
    all.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle one : all) {
      one.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
    server.close();
  }

  void startAgain() throws IOException {
    server = started(port);
  }

  /** The rows of a question, their columns joined by blanks. */
  List<String> ask(String sql, Object... values) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres".formatted(port));
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
          List<String> row = new ArrayList<>();
          for (int i = 1; i <= columns; i++) {
            row.add(String.valueOf(result.getString(i)));
          }
          rows.add(String.join(" ", row));
        }
      }
    }
    return rows;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
