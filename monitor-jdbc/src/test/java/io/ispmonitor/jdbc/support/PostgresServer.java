package io.ispmonitor.jdbc.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A real PostgreSQL server: in a container where Docker is and has the image, otherwise unpacked
 * and started beside the tests. The system property {@code pg.mode} may be {@code docker} or {@code
 * embedded} to insist on one; a server that does not start fails the tests.
 */
final class PostgresServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("io.ispmonitor.figures");
  private static final String IMAGE = "postgres:15-alpine";

  private final String host;
  private final int port;
  private final String user;
  private final String password;
  private final AutoCloseable process;
  private final AtomicInteger databases = new AtomicInteger();

  private PostgresServer(
      String host, int port, String user, String password, AutoCloseable process) {
    this.host = host;
    this.port = port;
    this.user = user;
    this.password = password;
    this.process = process;
  }

  static PostgresServer start() {
    String mode = System.getProperty("pg.mode", "auto").toLowerCase(Locale.ROOT);
    PostgresServer server =
        switch (mode) {
          case "docker" -> docker();
          case "embedded" -> embedded();
          case "auto" -> hasImage() ? docker() : embedded();
          default ->
              throw new IllegalArgumentException(
                  "pg.mode '" + mode + "' must be auto, docker or embedded");
        };
    LOG.info("PostgreSQL {} on port {}", server.version(), server.port);
    return server;
  }

  /** Without the image, Docker would try for minutes to fetch it. */
  private static boolean hasImage() {
    try {
      if (!DockerClientFactory.instance().isDockerAvailable()) {
        return false;
      }
      if (!Boolean.getBoolean("pg.pull")) {
        DockerClientFactory.lazyClient().inspectImageCmd(IMAGE).exec();
      }
      return true;
    } catch (RuntimeException e) {
      LOG.info(
          "no Docker with the image {} ({}); PostgreSQL is started beside the tests",
          IMAGE,
          e.toString());
      return false;
    }
  }

  private static PostgresServer docker() {
    PostgreSQLContainer container = new PostgreSQLContainer(IMAGE);
    container.start();
    return new PostgresServer(
        container.getHost(),
        container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
        container.getUsername(),
        container.getPassword(),
        container);
  }

  private static PostgresServer embedded() {
    try {
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setPGStartupWait(Duration.ofMinutes(1))
              .setLocaleConfig("locale", "C")
              .start();
      return new PostgresServer("127.0.0.1", server.getPort(), "postgres", "postgres", server);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "no PostgreSQL could be started; as root that needs user namespaces (unshare -U), or run"
              + " the tests as another user",
          e);
    }
  }

  private String version() {
    try (Connection connection = at("postgres", user, password).getConnection()) {
      return connection.getMetaData().getDatabaseProductVersion();
    } catch (SQLException e) {
      throw new IllegalStateException("the server on port " + port + " does not answer", e);
    }
  }

  /** A database that nobody has used. */
  PostgresDatabase newDatabase() {
    String name = "test_" + databases.incrementAndGet();
    execute("create database " + name);
    return new PostgresDatabase(this, name, user, password);
  }

  void drop(String name) {
    execute("drop database " + name + " with (force)");
  }

  private void execute(String sql) {
    try (Connection connection = at("postgres", user, password).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql + " failed", e);
    }
  }

  /** Makes connections to a database as somebody. */
  PGSimpleDataSource at(String database, String as, String secret) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {host});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(database);
    source.setUser(as);
    source.setPassword(secret);
    return source;
  }

  /** Something between programs and this server. */
  TcpProxy proxy() {
    return new TcpProxy(host, port);
  }

  @Override
  public void close() throws Exception {
    process.close();
  }
}
