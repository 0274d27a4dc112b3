package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.carry.HistorySource;
import io.ispmonitor.jdbc.internal.carry.StoredName;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.time.TimeSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which series the files of SQLite have samples of, whether they are compacted or not. */
public final class StoredSeries {
  private final HistorySource database;
  private final DayFiles files;
  private final KnownLayouts layouts;

  /** Of the files of a directory. */
  public StoredSeries(HistorySource database, Path directory, TimeSource time) {
    this.database = database;
    this.files = DayFiles.in(directory, time);
    this.layouts = new KnownLayouts(database);
  }

  /** Takes over the series of one device after the other. */
  public interface Taker {
    /** The series of a device, in an order of their own. */
    void take(List<SeriesKey> ofDevice, int done, int of) throws SQLException;
  }

  /** Hands over all series, device by device. */
  public void each(Taker taker) throws SQLException {
    Map<Integer, Set<Integer>> layoutsOf = layoutsOfDevices();
    Map<Integer, String> devices = devices();
    int done = 0;
    for (Map.Entry<Integer, String> device : devices.entrySet()) {
      Set<Integer> used = layoutsOf.getOrDefault(device.getKey(), Set.of());
      taker.take(series(device.getKey(), device.getValue(), used), ++done, devices.size());
    }
  }

  /** The days that are marked in the files although readings came since. */
  public Set<Long> staleDays() throws SQLException {
    Set<Long> stale = new TreeSet<>();
    for (long day : files.days()) {
      if (SourceMarks.isStale(files.path(day), day)) {
        stale.add(day);
      }
    }
    return stale;
  }

  /** The days of which there are no roll-ups but those that are made of samples when asked for. */
  public Set<Long> unrolledDays() throws SQLException {
    Set<Long> unrolled = new TreeSet<>();
    for (long day : files.days()) {
      Path file = files.path(day);
      if (!SourceMarks.isRight(file, day) && !SourceMarks.isStale(file, day)) {
        unrolled.add(day);
      }
    }
    return unrolled;
  }

  private Map<Integer, Set<Integer>> layoutsOfDevices() throws SQLException {
    Map<Integer, Set<Integer>> used = new HashMap<>();
    List<Path> all = new ArrayList<>();
    files.days().forEach(day -> all.add(files.path(day)));
    all.add(files.others());
    for (Path file : all) {
      if (Files.exists(file)) {
        try (Connection connection = DayFile.connect(file)) {
          addLayouts(connection, used);
        }
      }
    }
    return used;
  }

  private static void addLayouts(Connection connection, Map<Integer, Set<Integer>> used)
      throws SQLException {
    if (!DayFile.isMade(connection)) {
      return;
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select distinct device_id, layout_id from reading")) {
      while (rows.next()) {
        used.computeIfAbsent(rows.getInt(1), any -> new HashSet<>()).add(rows.getInt(2));
      }
    }
  }

  private Map<Integer, String> devices() throws SQLException {
    String sql = "select id, name from " + database.table("device");
    return database.read(
        "move",
        connection -> {
          Map<Integer, String> devices = new TreeMap<>();
          try (PreparedStatement statement = connection.prepareStatement(sql);
              ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              devices.put(rows.getInt(1), rows.getString(2));
            }
          }
          return devices;
        });
  }

  /** An instance that is too long to be stored is known by its layout, as long as that is used. */
  private List<SeriesKey> series(int number, String device, Set<Integer> used) throws SQLException {
    Map<String, SeriesKey> found = new TreeMap<>();
    for (SeriesKey key : compacted(number, device)) {
      found.put(name(key), key);
    }
    for (int layout : used) {
      Layout columns = layouts.apart(layout);
      for (int i = 0; i < columns.size(); i++) {
        SeriesKey key =
            SeriesKey.of(device, columns.column(i).metric().name(), columns.column(i).instance());
        found.put(name(key), key);
      }
    }
    return List.copyOf(found.values());
  }

  /** What the database calls a series, whose parts cannot run into each other. */
  public static String name(SeriesKey key) {
    String device = StoredName.of(key.device());
    String metric = StoredName.of(key.metric());
    return "%d %s %d %s %s"
        .formatted(device.length(), device, metric.length(), metric, StoredName.of(key.instance()));
  }

  private List<SeriesKey> compacted(int number, String device) throws SQLException {
    String sql =
        "select m.name, s.instance from %s s join %s m on m.id = s.metric_id where s.device_id = ?"
            .formatted(database.table("series"), database.table("metric"));
    return database.read(
        "move",
        connection -> {
          List<SeriesKey> found = new ArrayList<>();
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, number);
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                found.add(SeriesKey.of(device, rows.getString(1), rows.getString(2)));
              }
            }
          }
          return found;
        });
  }
}
