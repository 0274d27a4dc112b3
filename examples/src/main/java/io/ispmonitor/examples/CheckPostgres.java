package io.ispmonitor.examples;

import io.ispmonitor.jdbc.database.OutageCause;
import io.ispmonitor.jdbc.database.PostgresSettings;
import io.ispmonitor.jdbc.database.PostgresSettings.Disk;
import io.ispmonitor.jdbc.database.PostgresSettings.Finding;
import io.ispmonitor.jdbc.database.PostgresSettings.Severity;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The idea: whoever runs the database is told what is not as it should be, and what to type. Asks a
 * PostgreSQL server for its settings and compares.
 */
public final class CheckPostgres {
  static final int ALL_WELL = 0;
  static final int WARNINGS = 1;
  static final int ERRORS = 2;
  static final int NOT_ASKED = 3;

  private static final String USE =
      """
      usage: CheckPostgres jdbc:postgresql://HOST:PORT/DATABASE --memory 8GB --disk ssd|hdd
        --memory  what the server's machine has, or what of it is meant for PostgreSQL
        PGUSER and PGPASSWORD in the environment say who asks.
      Exit status: 0 nothing that matters, 1 warnings, 2 errors, 3 the server was not asked.""";

  private static final String URL = "jdbc:postgresql:";
  private static final Pattern MEMORY = Pattern.compile("(?i)(\\d{1,6})\\s*(MB|GB|TB)");
  private static final Map<String, Integer> SHIFT = Map.of("MB", 20, "GB", 30, "TB", 40);
  private static final int CONNECT_SECONDS = 10;

  private CheckPostgres() {}

  /** Checks a server, and ends the process with a status that says how it stands. */
  public static void main(String[] args) {
    int status = run(List.of(args), System.getenv(), System.out);
    if (status != ALL_WELL) {
      System.exit(status);
    }
  }

  static int run(List<String> args, Map<String, String> environment, PrintStream out) {
    String url = args.isEmpty() ? "" : args.get(0);
    Long memory = memory(after(args, "--memory"));
    Disk disk = disk(after(args, "--disk"));
    if (!url.startsWith(URL) || memory == null || disk == null || args.size() != 5) {
      out.println(USE);
      return NOT_ASKED;
    }
    PGSimpleDataSource server = new PGSimpleDataSource();
    try {
      server.setUrl(url);
      server.setConnectTimeout(CONNECT_SECONDS);
      server.setSocketTimeout(CONNECT_SECONDS);
      login(server, environment);
      PostgresSettings settings = PostgresSettings.of(memory, disk);
      return tell(settings.check(server), where(server), out);
    } catch (IllegalArgumentException e) {
      out.println(e.getMessage());
      return NOT_ASKED;
    } catch (SQLException e) {
      out.printf(
          "%s was not asked: %s%n  (%s)%n",
          where(server), OutageCause.of(e).advice(), firstLine(e.getMessage()));
      return NOT_ASKED;
    }
  }

  private static void login(PGSimpleDataSource server, Map<String, String> environment) {
    String user = environment.get("PGUSER");
    if (server.getUser() == null && user != null) {
      server.setUser(user);
    }
    String password = environment.get("PGPASSWORD");
    if (server.getPassword() == null && password != null) {
      server.setPassword(password);
    }
  }

  private static @Nullable String after(List<String> args, String option) {
    int at = args.indexOf(option);
    return at < 0 || at + 1 >= args.size() ? null : args.get(at + 1);
  }

  private static @Nullable Long memory(@Nullable String text) {
    Matcher is = MEMORY.matcher(text == null ? "" : text);
    if (!is.matches()) {
      return null;
    }
    Integer shift = SHIFT.get(is.group(2).toUpperCase(Locale.ROOT));
    return shift == null ? null : Long.parseLong(is.group(1)) << shift;
  }

  private static @Nullable Disk disk(@Nullable String text) {
    return switch (text == null ? "" : text.toLowerCase(Locale.ROOT)) {
      case "ssd" -> Disk.SSD;
      case "hdd" -> Disk.HDD;
      default -> null;
    };
  }

  /** Without who asks, and without a password that may stand in the address. */
  private static String where(PGSimpleDataSource server) {
    String[] names = server.getServerNames();
    int[] ports = server.getPortNumbers();
    return "PostgreSQL at %s port %d, database %s"
        .formatted(
            names.length == 0 ? "localhost" : names[0],
            ports.length == 0 || ports[0] == 0 ? 5432 : ports[0],
            server.getDatabaseName());
  }

  private static String firstLine(@Nullable String text) {
    return text == null ? "no more is known" : text.lines().findFirst().orElse("");
  }

  private static int tell(List<Finding> findings, String where, PrintStream out) {
    out.println(where);
    for (Severity severity : List.of(Severity.ERROR, Severity.WARNING, Severity.NOTE)) {
      findings.stream().filter(is -> is.severity() == severity).forEach(is -> tell(is, out));
    }
    long errors = count(findings, Severity.ERROR);
    long warnings = count(findings, Severity.WARNING);
    out.printf(
        "%n%d errors, %d warnings, %d notes; docs/postgresql-settings.md says more%n",
        errors, warnings, findings.size() - errors - warnings);
    return errors > 0 ? ERRORS : warnings > 0 ? WARNINGS : ALL_WELL;
  }

  private static void tell(Finding is, PrintStream out) {
    out.printf("%n%-8s %s = %s%n", is.severity(), is.setting(), is.is());
    out.printf("         why:  %s%n", is.why());
    if (is.setting().equals("server_version")) {
      out.printf("         do:   upgrade to %s%n", is.shouldBe());
      return;
    }
    out.printf("         do:   %s%n", toType(is));
  }

  private static String toType(Finding is) {
    String system = "alter system set %s = '%s';  then ".formatted(is.setting(), is.shouldBe());
    return switch (is.change()) {
      case RELOAD -> system + "select pg_reload_conf();";
      case RESTART -> system + "restart the server";
      case ROLE ->
          "alter role ... reset %1$s;  or  alter database ... reset %1$s;  since it is set there"
              .formatted(is.setting());
    };
  }

  private static long count(List<Finding> findings, Severity severity) {
    return findings.stream().filter(is -> is.severity() == severity).count();
  }
}
