package io.ispmonitor.jdbc.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Settings for a PostgreSQL server that keeps what monitors store and does little else, and a
 * comparison with those of a running one. They are where to start; whoever measured knows better.
 *
 * <pre>{@code
 * PostgresSettings.of(16L << 30, Disk.SSD).check(dataSource).forEach(found -> log.warn("{}", found));
 * }</pre>
 *
 * <p>Holds no state. Any thread.
 */
public final class PostgresSettings {
  private static final long LEAST_MEMORY = 256L << 20;
  private static final int LEAST_VERSION = 130_000;

  private final long memoryBytes;
  private final Disk disk;
  private final List<SettingRule> rules;

  private PostgresSettings(long memoryBytes, Disk disk) {
    this.memoryBytes = memoryBytes;
    this.disk = disk;
    this.rules = SettingRules.of(memoryBytes, disk);
  }

  /** What the server's data lie on. */
  public enum Disk {
    /** Solid state, also behind a network. */
    SSD,
    /** Disks that turn. */
    HDD
  }

  /** How a change takes effect. */
  public enum Change {
    /** After {@code select pg_reload_conf()}. */
    RELOAD,
    /** After a restart of the server. */
    RESTART,
    /**
     * For new connections, after {@code alter role ... reset} or {@code alter database ... reset}:
     * it is set for this role or database, which comes before what the server has.
     */
    ROLE
  }

  /** How bad it is that a setting is not as it should be. */
  public enum Severity {
    /** It can be better. */
    NOTE,
    /** It costs speed or room, or data in a crash. */
    WARNING,
    /** Data are at risk, or storage does not work with it. */
    ERROR
  }

  /**
   * What a setting should be.
   *
   * @param name what PostgreSQL calls it
   * @param value as it is written into postgresql.conf
   * @param why in a sentence without an end
   * @param change how a change takes effect
   */
  public record Recommendation(String name, String value, String why, Change change) {}

  /**
   * A setting that is not as it should be.
   *
   * @param setting what PostgreSQL calls it
   * @param is what it is
   * @param shouldBe what is recommended
   * @param why it matters, in a sentence without an end
   * @param severity how bad it is
   * @param change how a change takes effect
   */
  public record Finding(
      String setting, String is, String shouldBe, String why, Severity severity, Change change) {

    @Override
    public String toString() {
      return "%s: %s is %s, should be %s: %s".formatted(severity, setting, is, shouldBe, why);
    }
  }

  /**
   * Settings for a server.
   *
   * @param memoryBytes the memory of its machine, or the part of it that is meant for PostgreSQL;
   *     256 MB at least
   */
  public static PostgresSettings of(long memoryBytes, Disk disk) {
    if (memoryBytes < LEAST_MEMORY) {
      throw new IllegalArgumentException(
          "settings of PostgreSQL: its memory must be at least 256 MB, was %d bytes; give all that"
                  .formatted(memoryBytes)
              + " its machine has, in bytes");
    }
    return new PostgresSettings(memoryBytes, Objects.requireNonNull(disk, "disk"));
  }

  /** What is recommended, the most important first. */
  public List<Recommendation> recommended() {
    return rules.stream().map(SettingRule::recommended).toList();
  }

  /**
   * Compares with a running server, as the role sees it that connects. What is good enough is no
   * finding, also where it is not what is recommended. What the driver sets for its connections,
   * such as the time zone, is passed over.
   *
   * @return what is not as it should be, the worst first
   * @throws SQLException when the server does not answer
   */
  public List<Finding> check(DataSource database) throws SQLException {
    List<Finding> findings = new ArrayList<>();
    try (Connection connection = database.getConnection()) {
      Map<String, Present> present = read(connection);
      checkVersion(present, findings);
      for (SettingRule rule : rules) {
        Finding finding = compare(rule, present.get(key(rule.recommended().name())));
        if (finding != null) {
          findings.add(finding);
        }
      }
    }
    findings.sort(Comparator.comparing(Finding::severity).reversed());
    return List.copyOf(findings);
  }

  /** A setting as it is, and where it comes from. */
  private record Present(String setting, String unit, String source) {

    /** Whether the driver has set it for its own connection. */
    boolean isOfDriver() {
      return source.equals("client");
    }

    /** Whether it is set for this role or database. */
    boolean isOfRole() {
      return source.endsWith("user") || source.equals("database");
    }
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static Map<String, Present> read(Connection connection) throws SQLException {
    Map<String, Present> present = new HashMap<>();
    try (PreparedStatement statement =
            connection.prepareStatement("select name, setting, unit, source from pg_settings");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        String unit = rows.getString(3);
        String setting = rows.getString(2);
        present.put(
            key(rows.getString(1)),
            new Present(
                setting == null ? "" : setting, unit == null ? "" : unit, rows.getString(4)));
      }
    }
    return present;
  }

  private static void checkVersion(Map<String, Present> present, List<Finding> findings) {
    Present number = present.get("server_version_num");
    Present name = present.get("server_version");
    if (number == null || Integer.parseInt(number.setting()) < LEAST_VERSION) {
      findings.add(
          new Finding(
              "server_version",
              name == null ? "unknown" : name.setting(),
              "13 or newer",
              "storage needs what older servers do not have",
              Severity.ERROR,
              Change.RESTART));
    }
  }

  private static @Nullable Finding compare(SettingRule rule, @Nullable Present is) {
    Recommendation to = rule.recommended();
    if (is == null) {
      return new Finding(
          to.name(),
          "not shown",
          to.value(),
          "this role may not see it: grant it pg_read_all_settings, or ask as another one",
          Severity.NOTE,
          to.change());
    }
    return is.isOfDriver() || rule.isGood().test(is.setting(), is.unit())
        ? null
        : new Finding(
            to.name(),
            SettingValue.words(is.setting(), is.unit()),
            to.value(),
            to.why(),
            rule.severity(),
            is.isOfRole() ? Change.ROLE : to.change());
  }

  @Override
  public String toString() {
    return "settings for %s of memory and %s".formatted(SettingValue.memory(memoryBytes), disk);
  }
}
