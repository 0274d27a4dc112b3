package io.ispmonitor.examples;

import io.ispmonitor.jdbc.HistoryMove;
import io.ispmonitor.jdbc.MoveException;
import io.ispmonitor.jdbc.MoveProgress;
import io.ispmonitor.jdbc.MoveReport;
import io.ispmonitor.jdbc.database.TableNames;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The idea: who has outgrown files of SQLite takes the past along. Moves a history to PostgreSQL,
 * shows how it goes on, and says what both sides come to.
 */
public final class MoveHistory {
  static final int MOVED = 0;
  static final int NOT_MOVED = 1;
  static final int BAD_USE = 2;

  private static final String USE =
      """
      usage: MoveHistory --from DIR --to jdbc:postgresql://HOST:PORT/DATABASE
          [--schema NAME] [--prefix NAME] [--from-prefix NAME] [--password-file FILE]
        PGUSER in the environment says who; the password is PGPASSWORD there, or the first line of a file.
        It may be ended at any time and run again: it goes on where it was.
      Exit status: 0 moved and compared, 1 not moved to the end or not the same, 2 asked for what cannot be done.""";

  private static final String URL = "jdbc:postgresql:";
  private static final List<String> OPTIONS =
      List.of("--from", "--to", "--schema", "--prefix", "--from-prefix", "--password-file");

  private final PrintStream out;
  private @Nullable String last;

  private MoveHistory(PrintStream out) {
    this.out = out;
  }

  /** Moves, and ends the process with a status that says what came of it. */
  public static void main(String[] args) throws InterruptedException {
    int status = run(List.of(args), System.getenv(), System.out);
    if (status != MOVED) {
      System.exit(status);
    }
  }

  static int run(List<String> args, Map<String, String> environment, PrintStream out)
      throws InterruptedException {
    try {
      return new MoveHistory(out).move(options(args), environment);
    } catch (IllegalArgumentException | IOException e) {
      out.println(e.getMessage());
      return BAD_USE;
    }
  }

  private static Map<String, String> options(List<String> args) {
    Map<String, String> options = new HashMap<>();
    Deque<String> left = new ArrayDeque<>(args);
    while (!left.isEmpty()) {
      String option = left.pop();
      if (!OPTIONS.contains(option) || left.isEmpty()) {
        throw new IllegalArgumentException(USE);
      }
      options.put(option, left.pop());
    }
    if (!options.containsKey("--from") || !options.getOrDefault("--to", "").startsWith(URL)) {
      throw new IllegalArgumentException(USE);
    }
    return options;
  }

  private int move(Map<String, String> options, Map<String, String> environment)
      throws IOException, InterruptedException {
    PGSimpleDataSource server = server(options, environment);
    HistoryMove move =
        HistoryMove.of(Path.of(options.getOrDefault("--from", "")), server)
            .fromTables(names(options, "--from-prefix"))
            .toTables(names(options, "--prefix").inSchema(options.getOrDefault("--schema", "")))
            .listen(this::tell);
    try {
      MoveReport report = move.run();
      report.compared().forEach(is -> out.printf("  %-28s %s%n", is.what(), is.source()));
      report.notCompared().forEach(is -> out.printf("  not compared: %s%n", is));
      out.printf(
          "%,d rows were moved; %d things are the same on both sides%n",
          report.movedRows(), report.compared().size());
      return MOVED;
    } catch (MoveException e) {
      out.println(e.getMessage());
      e.report().ifPresent(this::tellDifferences);
      return NOT_MOVED;
    }
  }

  private static TableNames names(Map<String, String> options, String option) {
    return TableNames.usual().withPrefix(options.getOrDefault(option, TableNames.usual().prefix()));
  }

  private static PGSimpleDataSource server(
      Map<String, String> options, Map<String, String> environment) throws IOException {
    PGSimpleDataSource server = new PGSimpleDataSource();
    server.setUrl(options.getOrDefault("--to", ""));
    if (server.getPassword() != null) {
      throw new IllegalArgumentException(
          "a password on a command line can be read by everybody on the machine: leave it out of --to, and give PGPASSWORD or --password-file");
    }
    if (server.getUser() == null) {
      server.setUser(environment.get("PGUSER"));
    }
    String file = options.get("--password-file");
    server.setPassword(file == null ? environment.get("PGPASSWORD") : firstLine(file));
    return server;
  }

  private static String firstLine(String file) throws IOException {
    try {
      return Files.readAllLines(Path.of(file)).stream().findFirst().orElse("");
    } catch (IOException e) {
      throw new IOException("the file of the password " + file + " cannot be read", e);
    }
  }

  /** A line for each table and file, and for each tenth of the devices that are compared. */
  private void tell(MoveProgress is) {
    boolean isWorthIt =
        is.stage() != MoveProgress.Stage.PROOF || is.done() % Math.max(1, is.of() / 10) == 0;
    String line = "%-8s %-28s %d of %d".formatted(is.stage(), is.what(), is.done(), is.of());
    if (isWorthIt && !line.equals(last)) {
      out.printf("%s, %,d rows moved%n", line, is.movedRows());
      last = line;
    }
  }

  private void tellDifferences(MoveReport report) {
    report
        .differences()
        .forEach(
            is ->
                out.printf(
                    "  %s:%n    there %s%n    here  %s%n", is.what(), is.source(), is.target()));
  }
}
