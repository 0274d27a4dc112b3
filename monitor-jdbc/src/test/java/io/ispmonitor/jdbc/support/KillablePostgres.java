package io.ispmonitor.jdbc.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL of the test's own that is killed and started again, at the same port. */
public final class KillablePostgres implements AutoCloseable {
  private final Path data;
  private EmbeddedPostgres server;
  private final int port;
  private final Map<String, String> settings;

  /** Starts it with its data below a directory. */
  public KillablePostgres(Path directory) throws IOException {
    this(directory, Map.of());
  }

  /** Starts it with settings of its own. */
  public KillablePostgres(Path directory, Map<String, String> settings) throws IOException {
    this.data = directory.resolve("data");
    this.settings = settings;
    this.server = start(0);
    this.port = server.getPort();
  }

  private EmbeddedPostgres start(int at) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setPGStartupWait(Duration.ofMinutes(1))
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setLocaleConfig("locale", "C")
            .setPort(at)
            .setServerConfig("synchronous_commit", "on"); // or a commit is none when it is killed
    settings.forEach(builder::setServerConfig);
    return builder.start();
  }

  /** Connections to it, also to the one that comes after it. */
  public DataSource source() {
    return source(port);
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** Connections as somebody. */
  public DataSource as(String role, String secret) {
    PGSimpleDataSource source = at(port);
    source.setUser(role);
    source.setPassword(secret);
    return source;
  }

  /** Connections to the one at a port. */
  public static DataSource source(int port) {
    return at(port);
  }

  private static PGSimpleDataSource at(int port) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName("postgres");
    source.setUser("postgres");
    source.setConnectTimeout(5);
    return source;
  }

  /** Ends all its processes at once, without a word (SIGKILL), and waits until they are gone. */
  public void kill() throws IOException, InterruptedException {
    Path noted = data.resolve("postmaster.pid");
    if (Files.exists(noted)) { // or it has given up by itself
      kill(Long.parseLong(Files.readAllLines(noted).get(0).strip()));
    }
    server.close();
  }

  private static void kill(long pid) throws IOException, InterruptedException {
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    var children = postmaster.descendants().toList();
    postmaster.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    try {
      postmaster.onExit().get();
      for (ProcessHandle child : children) {
        child.onExit().get();
      }
    } catch (ExecutionException e) {
      throw new IOException("the server could not be killed", e);
    }
  }

  /** Starts it again; it recovers what was committed. */
  public void startAgain() throws IOException {
    server = start(port);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
