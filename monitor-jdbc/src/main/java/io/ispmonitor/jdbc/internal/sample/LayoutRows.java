package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.metric.Metric;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Layouts and metrics in the database, in either kind of it. */
final class LayoutRows {

  /** The numbers of layouts by their digests; those that are not there are added. */
  Map<String, Integer> numbers(
      Connection connection, Database database, Map<String, StoredLayout> layouts)
      throws SQLException {
    Map<String, Integer> numbers = new HashMap<>();
    Map<String, Metric> metrics = new TreeMap<>();
    for (StoredLayout layout : new TreeMap<>(layouts).values()) {
      Integer number = find(connection, database, layout);
      if (number == null) {
        add(connection, database, layout);
        number = find(connection, database, layout);
        for (int i = 0; i < layout.layout().size(); i++) {
          Metric metric = layout.layout().column(i).metric();
          metrics.put(metric.name(), metric);
        }
      }
      if (number == null) {
        throw new SQLException("layout " + layout.digest() + " was added, and is not there");
      }
      numbers.put(layout.digest(), number);
    }
    addMetrics(connection, database, metrics);
    return numbers;
  }

  private static @Nullable Integer find(
      Connection connection, Database database, StoredLayout layout) throws SQLException {
    String sql = "select id from %s where digest = ?".formatted(database.table("layout"));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setBytes(1, layout.digestBytes());
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getInt(1) : null;
      }
    }
  }

  private static void add(Connection connection, Database database, StoredLayout layout)
      throws SQLException {
    String sql =
        "insert into %s (digest, columns) values (?, %s) on conflict (digest) do nothing"
            .formatted(database.table("layout"), database.dialect().json());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setBytes(1, layout.digestBytes());
      statement.setString(2, layout.text());
      statement.executeUpdate();
    }
  }

  void addMetrics(Connection connection, Database database, Map<String, Metric> metrics)
      throws SQLException {
    String sql =
        ("insert into %s (name, unit, resolution, kind) values (?, ?, ?, ?)"
                + " on conflict (name) do nothing")
            .formatted(database.table("metric"));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Metric metric : metrics.values()) {
        statement.setString(1, metric.name());
        statement.setString(2, metric.unit().name());
        statement.setDouble(3, metric.resolution());
        statement.setString(4, metric.kind().name());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
