package io.ispmonitor.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CheckPostgresTest {
  private static final String SECRET = "swordfish";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private int run(Map<String, String> environment, String... args) {
    return CheckPostgres.run(List.of(args), environment, out);
  }

  private String said() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("a server without fsync is told with what to type, and no password with it")
  void finds() throws Exception {
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setPGStartupWait(Duration.ofMinutes(1))
            .setLocaleConfig("locale", "C")
            .setServerConfig("fsync", "off")
            .start()) {
      String url = "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
      int status =
          run(
              Map.of("PGUSER", "postgres", "PGPASSWORD", SECRET),
              url + "?ssl=false",
              "--memory",
              "8GB",
              "--disk",
              "ssd");
      assertEquals(CheckPostgres.ERRORS, status);
      assertTrue(said().contains("ERROR    fsync = off"), said());
      assertTrue(
          said().contains("alter system set fsync = 'on';  then select pg_reload_conf();"), said());
      assertTrue(said().startsWith("PostgreSQL at 127.0.0.1 port " + server.getPort()), said());
      assertFalse(said().contains(SECRET), said());
    }
  }

  @Test
  @DisplayName("a server that is not there is told in words, without the address's password")
  void away() {
    String url = "jdbc:postgresql://127.0.0.1:1/none?user=monitor&password=" + SECRET;
    assertEquals(CheckPostgres.NOT_ASKED, run(Map.of(), url, "--memory", "8GB", "--disk", "hdd"));
    assertTrue(
        said().startsWith("PostgreSQL at 127.0.0.1 port 1, database none was not asked: nobody"),
        said());
    assertFalse(said().contains(SECRET), said());
  }

  @Test
  @DisplayName("whoever asks for nothing that can be done is told how to ask")
  void badUse() {
    for (String[] args :
        new String[][] {
          {},
          {"postgres://somewhere/x", "--memory", "8GB", "--disk", "ssd"},
          {"jdbc:postgresql://h/d", "--memory", "lots", "--disk", "ssd"},
          {"jdbc:postgresql://h/d", "--memory", "8GB", "--disk", "tape"},
        }) {
      bytes.reset();
      assertEquals(CheckPostgres.NOT_ASKED, run(Map.of(), args));
      assertTrue(said().startsWith("usage: CheckPostgres jdbc:postgresql://"), said());
    }
    bytes.reset();
    run(Map.of(), "jdbc:postgresql://h/d", "--memory", "9MB", "--disk", "ssd");
    assertTrue(said().contains("at least 256 MB"), said());
  }
}
