package io.ispmonitor.jdbc.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.database.PostgresSettings.Change;
import io.ispmonitor.jdbc.database.PostgresSettings.Disk;
import io.ispmonitor.jdbc.database.PostgresSettings.Finding;
import io.ispmonitor.jdbc.database.PostgresSettings.Recommendation;
import io.ispmonitor.jdbc.database.PostgresSettings.Severity;
import io.ispmonitor.jdbc.support.Postgres;
import io.ispmonitor.jdbc.support.PostgresDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class PostgresSettingsTest {
  private static final long GIGA = 1L << 30;

  /** What starts a server for tests names these there, which comes before what is set. */
  private static final Set<String> ON_COMMAND_LINE =
      Set.of(
          "fsync", "full_page_writes", "synchronous_commit", "max_connections", "shared_buffers");

  private static Map<String, Recommendation> recommended(long memory, Disk disk) {
    return PostgresSettings.of(memory, disk).recommended().stream()
        .collect(Collectors.toMap(Recommendation::name, Function.identity()));
  }

  private static <T> T one(Map<String, T> of, String name) {
    return Objects.requireNonNull(of.get(name), name);
  }

  private static Map<String, Finding> byName(List<Finding> findings) {
    return findings.stream().collect(Collectors.toMap(Finding::setting, Function.identity()));
  }

  @ParameterizedTest
  @DisplayName("memory is shared out by its size")
  @CsvSource({
    "512, 64MB, 384MB, 2GB",
    "4096, 1GB, 3GB, 2GB",
    "16384, 4GB, 12GB, 8GB",
    "262144, 64GB, 192GB, 16GB",
  })
  void memory(long megabytes, String buffers, String cache, String wal) {
    Map<String, Recommendation> is = recommended(megabytes << 20, Disk.SSD);
    assertEquals(buffers, one(is, "shared_buffers").value());
    assertEquals(cache, one(is, "effective_cache_size").value());
    assertEquals(wal, one(is, "max_wal_size").value());
  }

  @Test
  @DisplayName("what turns is spoken of otherwise than what does not")
  void disks() {
    assertEquals("1.1", one(recommended(8 * GIGA, Disk.SSD), "random_page_cost").value());
    assertEquals("4", one(recommended(8 * GIGA, Disk.HDD), "random_page_cost").value());
  }

  @Test
  @DisplayName("memory that can only be a mistake is refused")
  void tooLittle() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> PostgresSettings.of(16, Disk.SSD));
    assertTrue(String.valueOf(refused.getMessage()).contains("was 16 bytes"));
  }

  @Test
  @DisplayName("a server without fsync, such as one for tests, is found out first")
  void embedded(@TempDir Path directory) throws Exception {
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setPGStartupWait(Duration.ofMinutes(1))
            .setDataDirectory(directory.resolve("data"))
            .setLocaleConfig("locale", "C")
            .setServerConfig("fsync", "off")
            .setServerConfig("full_page_writes", "off")
            .setServerConfig("shared_buffers", "16MB")
            .setServerConfig("synchronous_commit", "off")
            .setServerConfig("statement_timeout", "30s")
            .start()) {
      List<Finding> findings =
          PostgresSettings.of(8 * GIGA, Disk.SSD).check(server.getPostgresDatabase());
      assertEquals(Severity.ERROR, findings.get(0).severity());
      Map<String, Finding> is = byName(findings);
      assertEquals(Severity.ERROR, one(is, "fsync").severity());
      assertEquals(Severity.ERROR, one(is, "full_page_writes").severity());
      assertEquals(Severity.WARNING, one(is, "synchronous_commit").severity());
      assertEquals("16MB", one(is, "shared_buffers").is());
      assertEquals("2GB", one(is, "shared_buffers").shouldBe());
      assertEquals("30s", one(is, "statement_timeout").is());
      assertEquals("1GB", one(is, "max_wal_size").is());
      assertFalse(is.containsKey("autovacuum"), "which is as it should be");
      assertFalse(is.containsKey("server_version"));
    }
  }

  @Test
  @DisplayName("a server that is set as recommended has no findings, and takes all of it")
  void asRecommended(@TempDir Path directory) throws Exception {
    Path data = directory.resolve("data");
    PostgresSettings settings = PostgresSettings.of(512L << 20, Disk.SSD);
    try (EmbeddedPostgres first = start(data)) {
      try (Connection connection = first.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        for (Recommendation to : settings.recommended()) {
          statement.execute("alter system set %s = '%s'".formatted(to.name(), to.value()));
        }
      }
    }
    try (EmbeddedPostgres second = start(data)) {
      List<Finding> left = new ArrayList<>(settings.check(second.getPostgresDatabase()));
      left.removeIf(is -> ON_COMMAND_LINE.contains(is.setting()));
      assertEquals(List.of(), left);
    }
  }

  private static EmbeddedPostgres start(Path data) throws Exception {
    return EmbeddedPostgres.builder()
        .setPGStartupWait(Duration.ofMinutes(1))
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setLocaleConfig("locale", "C")
        .start();
  }

  @Test
  @ExtendWith(Postgres.class)
  @DisplayName("each setting is known to the server, and takes effect as is said")
  void known(PostgresDatabase database) throws Exception {
    try (Connection connection = database.asOwner().getConnection();
        Statement statement = connection.createStatement()) {
      for (Recommendation to : PostgresSettings.of(GIGA, Disk.HDD).recommended()) {
        try (ResultSet rows =
            statement.executeQuery(
                "select context from pg_settings where lower(name) = lower('%s')"
                    .formatted(to.name()))) {
          assertTrue(rows.next(), to.name());
          Change change = rows.getString(1).equals("postmaster") ? Change.RESTART : Change.RELOAD;
          assertEquals(change, to.change(), to.name());
        }
      }
    }
  }

  @Test
  @ExtendWith(Postgres.class)
  @DisplayName("a role that may do nothing can ask all the same, and sees what is set for itself")
  void leastRights(PostgresDatabase database) throws Exception {
    database.execute(
        "drop role if exists looker",
        "create role looker login password 'looker'",
        "alter role looker set statement_timeout = '7s'");
    try {
      Map<String, Finding> is =
          byName(PostgresSettings.of(GIGA, Disk.SSD).check(database.as("looker", "looker")));
      assertEquals("7s", one(is, "statement_timeout").is());
      assertEquals(Change.ROLE, one(is, "statement_timeout").change());
      assertTrue(is.values().stream().noneMatch(one -> one.is().equals("not shown")));
    } finally {
      database.execute("drop role looker");
    }
  }

  @Test
  @ExtendWith(Postgres.class)
  @DisplayName("a setting that cannot be seen, and a server that is too old, are told in words")
  void hidden(PostgresDatabase database) throws Exception {
    database.execute(
        "create schema old",
        "create view old.pg_settings as select name, case name when 'server_version_num' then"
            + " '120009' when 'server_version' then '12.9' else setting end as setting, unit,"
            + " source from pg_catalog.pg_settings where name <> 'wal_level'",
        "create role oldie login password 'oldie'",
        "grant usage on schema old to oldie",
        "grant select on old.pg_settings to oldie",
        "alter role oldie set search_path = old, pg_catalog");
    try {
      Map<String, Finding> is =
          byName(PostgresSettings.of(GIGA, Disk.SSD).check(database.as("oldie", "oldie")));
      assertEquals(
          "ERROR: server_version is 12.9, should be 13 or newer: storage needs what older servers"
              + " do not have",
          one(is, "server_version").toString());
      assertEquals("not shown", one(is, "wal_level").is());
      assertTrue(one(is, "wal_level").why().contains("pg_read_all_settings"));
    } finally {
      database.execute("drop owned by oldie", "drop role oldie");
    }
  }

  @Test
  @DisplayName("the page for operators names each setting that is looked at")
  void page() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "postgresql-settings.md"));
    for (Recommendation to : PostgresSettings.of(16 * GIGA, Disk.SSD).recommended()) {
      assertTrue(page.contains("`" + to.name() + "`"), to.name() + " is not on the page");
    }
  }
}
