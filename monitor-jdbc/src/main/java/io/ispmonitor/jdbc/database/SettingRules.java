package io.ispmonitor.jdbc.database;

import static io.ispmonitor.jdbc.database.PostgresSettings.Change.RELOAD;
import static io.ispmonitor.jdbc.database.PostgresSettings.Change.RESTART;
import static io.ispmonitor.jdbc.database.PostgresSettings.Severity.ERROR;
import static io.ispmonitor.jdbc.database.PostgresSettings.Severity.NOTE;
import static io.ispmonitor.jdbc.database.PostgresSettings.Severity.WARNING;
import static io.ispmonitor.jdbc.database.SettingRule.anyBut;
import static io.ispmonitor.jdbc.database.SettingRule.atLeast;
import static io.ispmonitor.jdbc.database.SettingRule.between;
import static io.ispmonitor.jdbc.database.SettingRule.noneOrAtLeast;
import static io.ispmonitor.jdbc.database.SettingRule.words;

import io.ispmonitor.jdbc.database.PostgresSettings.Change;
import io.ispmonitor.jdbc.database.PostgresSettings.Disk;
import io.ispmonitor.jdbc.database.PostgresSettings.Recommendation;
import io.ispmonitor.jdbc.database.PostgresSettings.Severity;
import io.ispmonitor.jdbc.database.SettingRule.Good;
import java.util.ArrayList;
import java.util.List;

/** What the settings should be. The reasons stand in docs/postgresql-settings.md at more length. */
final class SettingRules {
  private static final long GIGA = 1L << 30;
  private static final double MINUTE = 60_000;

  private final List<SettingRule> rules = new ArrayList<>();

  private SettingRules() {}

  static List<SettingRule> of(long memoryBytes, Disk disk) {
    SettingRules rules = new SettingRules();
    rules.safety();
    rules.memory(memoryBytes);
    rules.writing(memoryBytes);
    rules.disk(disk);
    rules.tidying();
    rules.connections();
    return List.copyOf(rules.rules);
  }

  private void add(
      String name, String value, Change how, Severity severity, Good isGood, String why) {
    rules.add(new SettingRule(new Recommendation(name, value, why, how), isGood, severity));
  }

  private void safety() {
    add(
        "fsync",
        "on",
        RELOAD,
        ERROR,
        words("on"),
        "without it a crash of the machine may destroy the whole database beyond repair");
    add(
        "full_page_writes",
        "on",
        RELOAD,
        ERROR,
        words("on"),
        "without it a page that was half written in a crash stays damaged");
    add(
        "synchronous_commit",
        "on",
        RELOAD,
        WARNING,
        anyBut("off"),
        "with off, a crash takes the last commits back, whose samples may be gone from the spool");
    add(
        "wal_level",
        "replica",
        RESTART,
        NOTE,
        words("replica", "logical"),
        "with minimal there is neither a replica nor a backup to a point in time");
    add(
        "max_wal_senders",
        "10",
        RESTART,
        NOTE,
        atLeast(2),
        "a replica needs one, and each pg_basebackup needs two");
  }

  private void memory(long bytes) {
    long buffers = bytes >= GIGA ? bytes / 4 : bytes / 8;
    add(
        "shared_buffers",
        SettingValue.memory(buffers),
        RESTART,
        WARNING,
        between(buffers / 2.0, bytes * 0.4),
        "a quarter of the memory of a server that does nothing else; the rest caches files");
    add(
        "effective_cache_size",
        SettingValue.memory(bytes / 4 * 3),
        RELOAD,
        NOTE,
        between(bytes / 2.0, (double) bytes),
        "tells the planner what is cached, here and by the system; takes no memory");
    add(
        "huge_pages",
        "try",
        RESTART,
        NOTE,
        words("try", "on"),
        "saves page tables when the system has huge pages set aside, and costs nothing otherwise");
  }

  private void writing(long bytes) {
    long wal = Math.max(2 * GIGA, Math.min(16 * GIGA, bytes / 2));
    add(
        "max_wal_size",
        SettingValue.memory(wal),
        RELOAD,
        WARNING,
        atLeast(2.0 * GIGA),
        "or checkpoints come early, and each page is written whole again after each; takes disk");
    add(
        "checkpoint_timeout",
        "15min",
        RELOAD,
        NOTE,
        between(10 * MINUTE, 60 * MINUTE),
        "fewer whole pages in the log; recovery after a crash takes longer");
    add(
        "checkpoint_completion_target",
        "0.9",
        RELOAD,
        NOTE,
        between(0.7, 1),
        "spreads the writes of a checkpoint; the default before version 14 was 0.5");
    add(
        "wal_compression",
        "on",
        RELOAD,
        NOTE,
        anyBut("off"),
        "makes whole pages of the small hot tables small; takes some processor");
  }

  private void disk(Disk disk) {
    boolean isSsd = disk == Disk.SSD;
    add(
        "random_page_cost",
        isSsd ? "1.1" : "4",
        RELOAD,
        NOTE,
        isSsd ? between(1, 2) : between(2, 10),
        isSsd
            ? "reading here and there costs an SSD hardly more than reading on"
            : "a disk that turns has to seek");
    add(
        "effective_io_concurrency",
        isSsd ? "200" : "2",
        RELOAD,
        NOTE,
        isSsd ? atLeast(16) : between(0, 64),
        isSsd
            ? "an SSD does many reads at once; the default before version 18 was 1"
            : "about as many as there are disks in it");
  }

  private void tidying() {
    add(
        "autovacuum",
        "on",
        RELOAD,
        WARNING,
        words("on"),
        "without it the rows that are updated all the time grow without end");
    add(
        "track_counts",
        "on",
        RELOAD,
        WARNING,
        words("on"),
        "autovacuum does not know without it what there is to do");
    add(
        "autovacuum_naptime",
        "1min",
        RELOAD,
        NOTE,
        between(1, 5 * MINUTE),
        "the hot tables are small, and should stay so");
    add(
        "idle_in_transaction_session_timeout",
        "10min",
        RELOAD,
        NOTE,
        between(1, 60 * MINUTE),
        "a transaction that somebody left open keeps dead rows of all tables from being removed");
    add(
        "statement_timeout",
        "0",
        RELOAD,
        WARNING,
        noneOrAtLeast(5 * MINUTE),
        "a short one breaks off upgrades and removals; give one to the roles of people instead");
  }

  private void connections() {
    add(
        "max_connections",
        "100",
        RESTART,
        WARNING,
        between(25, 500),
        "five for each program, some for people and backups; each is a process with its memory");
    add(
        "TimeZone",
        "UTC",
        RELOAD,
        NOTE,
        words("utc", "etc/utc", "gmt", "etc/gmt", "zulu", "etc/uct", "uct"),
        "the tables do not care, but what psql shows then matches the names of partitions");
  }
}
