package io.ispmonitor.examples;

import io.ispmonitor.leadership.lease.WhenAway;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Programs that watch the same pages, and all that they say, in the order in which it comes. */
final class Watchers implements AutoCloseable {
  private final int database;
  private final Path directory;
  private final WhenAway policy;
  private final List<WatchedPage> pages = new ArrayList<>();
  private final Map<String, Cable> cables = new LinkedHashMap<>();
  private final Map<String, Watcher> running = new LinkedHashMap<>();
  private final List<String> said = new CopyOnWriteArrayList<>();

  Watchers(int database, Path directory, WhenAway policy, int pages) throws IOException {
    this.database = database;
    this.directory = directory;
    this.policy = policy;
    for (int i = 0; i < pages; i++) {
      this.pages.add(new WatchedPage());
    }
  }

  /** Starts one, in a namespace of its own that outlasts it. */
  void start(String id) throws IOException {
    Cable cable = cables.get(id);
    if (cable == null) {
      cable = new Cable(cables.size(), database);
      cables.put(id, cable);
      for (WatchedPage page : pages) {
        page.serveAt(cable.pagesHost());
      }
    }
    running.put(id, Watcher.start(id, cable, directory.resolve(id), policy, pages, said));
  }

  Watcher awaitLeader() throws InterruptedException {
    for (int i = 0; i < 3_000; i++) {
      for (Watcher one : running.values()) {
        if (one.isLeading()) {
          return one;
        }
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new AssertionError("nobody is in charge:\n" + String.join("\n", said));
  }

  void begin(int fault, Watcher at) {
    switch (fault) {
      case 0 -> at.kill();
      case 1 -> at.stop();
      case 2 -> at.cable().cut();
      default -> {} // all goes well
    }
  }

  void end(int fault, Watcher at) throws IOException {
    switch (fault) {
      case 0 -> start(at.id());
      case 1 -> at.goOn();
      case 2 -> at.cable().mend();
      default -> {} // nothing was wrong
    }
  }

  /** A page comes or goes. */
  void flip(int page) throws IOException {
    pages.get(page).flip();
    said.add(pages.get(page).line());
  }

  /** Waits until somebody has told of the last flip. */
  void awaitTold(int page) throws InterruptedException {
    WatchedPage is = pages.get(page);
    int from = said.lastIndexOf(is.line());
    for (int i = 0; i < 3_000; i++) {
      if (List.copyOf(said).stream().skip(from + 1).anyMatch(is::isTold)) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new AssertionError(
        "nobody tells of %s:%n%s%n%s".formatted(is.line(), String.join("\n", said), stored()));
  }

  /** What the database has of it, for whoever looks for the reason. */
  private String stored() {
    StringBuilder all = new StringBuilder();
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres".formatted(database));
        Statement statement = connection.createStatement()) {
      for (String table :
          List.of("lease", "device_state", "state_change", "alert", "ledger", "outbox")) {
        String sql =
            "select row_to_json(t)::text from (select * from monitor_%s order by 1 desc limit 20) t";
        try (ResultSet rows = statement.executeQuery(sql.formatted(table))) {
          while (rows.next()) {
            all.append(table).append(' ').append(rows.getString(1)).append('\n');
          }
        }
      }
    } catch (SQLException e) {
      all.append(e);
    }
    return all.toString();
  }

  /** What was told of a page more often than it came or went, without saying that it may be. */
  List<String> toldTwice(int page) {
    return pages.get(page).toldTwice(said);
  }

  /** How often somebody took charge. */
  long terms() {
    return said.stream().filter(line -> line.contains(": in charge")).count();
  }

  List<String> said() {
    return said;
  }

  @Override
  public void close() {
    running.values().forEach(Watcher::kill);
    pages.forEach(WatchedPage::close);
    cables.values().forEach(Cable::close);
  }
}
