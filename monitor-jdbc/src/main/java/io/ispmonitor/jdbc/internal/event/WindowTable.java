package io.ispmonitor.jdbc.internal.event;

import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.jdbc.internal.document.Documents;
import io.ispmonitor.maintenance.ScheduledWindow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Maintenance windows. */
final class WindowTable implements EventTable {
  /** Times as texts of which the smaller is the earlier. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Database database;
  private final Documents documents = new Documents();

  WindowTable(Database database) {
    this.database = database;
  }

  @Override
  public boolean takes(EventType type) {
    return type == EventType.WINDOW
        || type == EventType.WINDOW_TRIGGERED
        || type == EventType.WINDOW_REMOVED;
  }

  /** One after the other: there are few, and what they do to each other is of their order. */
  @Override
  public void write(Connection connection, List<Record> events) throws SQLException {
    for (Record event : events) {
      if (event instanceof ScheduledWindow window) {
        put(connection, window);
      } else if (event instanceof WindowTriggered triggered) {
        trigger(connection, triggered);
      } else if (event instanceof WindowRemoved removed) {
        remove(connection, removed);
      }
    }
  }

  private void put(Connection connection, ScheduledWindow window) throws SQLException {
    String sql =
        """
        insert into %s (id, owner, reason, document, triggered_at) values (?, ?, ?, %s, ?)
        on conflict (id) do update set owner = excluded.owner, reason = excluded.reason,
          document = excluded.document, triggered_at = excluded.triggered_at
        """
            .formatted(database.table("maintenance"), database.dialect().json());
    try (Parameters row = new Parameters(database.dialect(), connection, sql)) {
      row.text(window.id())
          .text(window.window().owner())
          .text(window.window().reason())
          .text(documents.write(window))
          .text(text(window.triggeredAt()))
          .row();
      row.flush();
    }
  }

  private void trigger(Connection connection, WindowTriggered event) throws SQLException {
    String sql =
        """
        update %s set triggered_at = ?
        where id = ? and (triggered_at is null or triggered_at > ?)
        """
            .formatted(database.table("maintenance"));
    try (Parameters row = new Parameters(database.dialect(), connection, sql)) {
      row.text(text(event.at())).text(event.id()).text(text(event.at())).row();
      row.flush();
    }
  }

  private void remove(Connection connection, WindowRemoved event) throws SQLException {
    String sql = "delete from %s where id = ?".formatted(database.table("maintenance"));
    try (Parameters row = new Parameters(database.dialect(), connection, sql)) {
      row.text(event.id()).row();
      row.flush();
    }
  }

  private static @Nullable String text(@Nullable Instant at) {
    return at == null ? null : TIME.format(at);
  }

  /** All windows. */
  List<ScheduledWindow> all(Connection connection) throws SQLException {
    String sql = "select document, triggered_at from " + database.table("maintenance");
    List<ScheduledWindow> windows = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        ScheduledWindow window = documents.read(ScheduledWindow.class, rows.getString(1));
        String triggered = rows.getString(2);
        windows.add(
            new ScheduledWindow(
                window.window(),
                triggered == null ? null : Instant.parse(triggered),
                window.endedAt()));
      }
    }
    return windows;
  }
}
