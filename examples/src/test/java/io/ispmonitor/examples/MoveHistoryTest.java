package io.ispmonitor.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.DeviceLimit;
import io.ispmonitor.jdbc.JdbcStorage;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class MoveHistoryTest {
  private static final String SECRET = "swordfish";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final Path directory;

  MoveHistoryTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private int run(Map<String, String> environment, String... args) throws InterruptedException {
    return MoveHistory.run(List.of(args), environment, out);
  }

  private String said() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("a history is moved, with lines of how it goes on, and moved it is not moved again")
  void moves() throws Exception {
    Path files = directory.resolve("files");
    try (JdbcStorage storage = JdbcStorage.sqlite(files).open()) {
      storage.limits().put(DeviceLimit.off("loss", "tower"));
      assertTrue(storage.flush(Duration.ofSeconds(30)));
    }
    Path password = Files.writeString(directory.resolve("password"), SECRET + "\n");
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setPGStartupWait(Duration.ofMinutes(1))
            .setLocaleConfig("locale", "C")
            .start()) {
      String[] args = {
        "--from",
        files.toString(),
        "--to",
        "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres",
        "--schema",
        "network",
        "--prefix",
        "n_",
        "--password-file",
        password.toString()
      };
      assertEquals(MoveHistory.MOVED, run(Map.of("PGUSER", "postgres"), args), this::said);
      assertTrue(said().contains("EVENTS   device_limit"), this::said);
      assertTrue(said().contains("1 rows were moved; 7 things are the same on both"), this::said);
      bytes.reset();
      assertEquals(MoveHistory.MOVED, run(Map.of("PGUSER", "postgres"), args), this::said);
      assertTrue(said().contains("0 rows were moved"), this::said);
      assertFalse(said().contains(SECRET), this::said);
    }
  }

  @Test
  @DisplayName("a server that is not there and a directory without a history are told in words")
  void away() throws Exception {
    String url = "jdbc:postgresql://127.0.0.1:1/none";
    Map<String, String> secret = Map.of("PGPASSWORD", SECRET);
    assertEquals(MoveHistory.NOT_MOVED, run(secret, "--from", directory.toString(), "--to", url));
    assertTrue(said().contains("it has no file monitor.db"), this::said);
    bytes.reset();
    Path files = directory.resolve("files");
    JdbcStorage.sqlite(files).open().close();

    assertEquals(MoveHistory.NOT_MOVED, run(secret, "--from", files.toString(), "--to", url));
    assertTrue(said().contains("was not moved"), this::said);
    assertFalse(said().contains(SECRET), this::said);
  }

  @Test
  @DisplayName("whoever asks for nothing that can be done is told how, and a password is refused")
  void badUse() throws Exception {
    for (String[] args :
        new String[][] {{}, {"--from"}, {"--from", "x", "--to", "y"}, {"--what", "x"}}) {
      bytes.reset();
      assertEquals(MoveHistory.BAD_USE, run(Map.of(), args));
      assertTrue(said().startsWith("usage: MoveHistory --from DIR"), this::said);
    }
    bytes.reset();
    String url = "jdbc:postgresql://h/d?password=" + SECRET;
    assertEquals(MoveHistory.BAD_USE, run(Map.of(), "--from", "x", "--to", url));
    assertTrue(said().startsWith("a password on a command line"), this::said);
    assertFalse(said().contains(SECRET), this::said);
  }
}
