package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.carry.BatchWriter;
import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.jdbc.internal.spool.SpoolDefinition;
import io.ispmonitor.jdbc.internal.spool.SpoolRecord;
import io.ispmonitor.time.TimeSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what a spool of samples holds into the table of readings. Readings of one device and
 * layout that come in one batch become one row, a quarter of an hour of them at most. The same
 * serves polls, of which there is seldom more than one to a batch, and pings. Used by one thread.
 */
public final class SampleWriter implements BatchWriter {
  private static final int MOST_DEVICES = 1 << 18;
  private static final int MOST_LAYOUTS = 1 << 15;

  private static final Logger log = LoggerFactory.getLogger(SampleWriter.class);

  private final SampleTables tables;
  private final BoundedCache<String, Integer> devices = new BoundedCache<>(MOST_DEVICES);
  private final BoundedCache<String, Integer> layouts = new BoundedCache<>(MOST_LAYOUTS);
  private final LayoutRows layoutRows = new LayoutRows();

  /** What was decoded of definitions, as long as a record of the spool refers to them. */
  private final Map<SpoolDefinition, StoredLayout> decoded = new WeakHashMap<>();

  private BatchNumbers numbers = new BatchNumbers(Map.of(), Map.of());
  private @Nullable Prepared prepared;
  private @Nullable Database database;

  SampleWriter(SampleTables tables) {
    this.tables = tables;
  }

  /** Writes into PostgreSQL, and makes the partitions there. */
  public static SampleWriter toPostgres(TimeSource time) {
    return new SampleWriter(new PostgresTables(time));
  }

  /**
   * Writes into files of a day beside the main file of SQLite.
   *
   * @param writer the id of the spool that is carried
   * @param spool its name
   */
  public static SampleWriter toSqlite(DayFiles files, UUID writer, String spool) {
    return new SampleWriter(new SqliteTables(files, writer, spool));
  }

  /** Records that cannot be understood are passed over here: {@link #write} refuses them. */
  @Override
  public void prepare(Database into, List<SpoolRecord> records) throws SQLException {
    database = into;
    prepared = null;
    Gathering gathering = new Gathering();
    boolean isWhole = true;
    for (SpoolRecord record : records) {
      isWhole &= isUnderstood(record, gathering);
    }
    numbers = new BatchNumbers(devices(into, gathering.devices()), layouts(into, gathering));
    tables.makeRoom(into, gathering.hours());
    prepared = isWhole ? new Prepared(records, gathering) : null;
  }

  private boolean isUnderstood(SpoolRecord record, Gathering gathering) {
    try {
      gathering.add(record, this::layoutsOf);
      return true;
    } catch (RuntimeException e) {
      // write meets it again, and refuses it by name
      log.debug("{} was not prepared", record, e);
      return false;
    }
  }

  @Override
  public void write(Connection connection, List<SpoolRecord> records) throws SQLException {
    Database into = database;
    if (into == null) {
      throw new IllegalStateException("samples: a batch is written that was not prepared");
    }
    tables.write(connection, into, gathered(records), new RowMaker(numbers));
  }

  /** What was prepared is used once: while nothing is written it would only take memory. */
  private Gathering gathered(List<SpoolRecord> records) {
    Prepared last = prepared;
    prepared = null;
    if (last != null && last.records == records) {
      return last.gathering;
    }
    Gathering gathering = new Gathering();
    for (SpoolRecord record : records) {
      gathering.add(record, this::layoutsOf);
    }
    return gathering;
  }

  @Override
  public void forget() {
    devices.clear();
    layouts.clear();
    tables.forget();
    prepared = null;
  }

  private List<StoredLayout> layoutsOf(SpoolRecord record) {
    return record.definitions().stream()
        .map(definition -> decoded.computeIfAbsent(definition, StoredLayout::of))
        .toList();
  }

  private Map<String, Integer> devices(Database into, Set<String> names) throws SQLException {
    Map<String, Integer> known = new HashMap<>();
    Set<String> others = new TreeSet<>(); // in one order for all programs, or they wait in a circle
    for (String name : names) {
      Integer number = devices.get(name);
      if (number == null) {
        others.add(name);
      } else {
        known.put(name, number);
      }
    }
    if (!others.isEmpty()) {
      Map<String, Integer> found =
          into.write("devices", connection -> ask(connection, into, others));
      found.forEach(devices::put);
      known.putAll(found);
    }
    return known;
  }

  private Map<String, Integer> ask(Connection connection, Database into, Set<String> names)
      throws SQLException {
    Map<String, Integer> found = new HashMap<>(tables.devices(connection, into, names));
    Set<String> missing = new TreeSet<>(names);
    missing.removeAll(found.keySet());
    if (!missing.isEmpty()) {
      tables.addDevices(connection, into, missing);
      found.putAll(tables.devices(connection, into, missing));
    }
    return found;
  }

  private Map<String, Integer> layouts(Database into, Gathering gathering) throws SQLException {
    Map<String, Integer> known = new HashMap<>();
    Map<String, StoredLayout> others = new HashMap<>();
    for (StoredLayout layout : gathering.layouts()) {
      Integer number = layouts.get(layout.digest());
      if (number == null) {
        others.put(layout.digest(), layout);
      } else {
        known.put(layout.digest(), number);
      }
    }
    if (!others.isEmpty()) {
      Map<String, Integer> found =
          into.write("layouts", connection -> layoutRows.numbers(connection, into, others));
      found.forEach(layouts::put);
      known.putAll(found);
    }
    return known;
  }

  /** What lies in records, all of which were understood. */
  private record Prepared(List<SpoolRecord> records, Gathering gathering) {}

  /** All numbers that one batch needs, however little the caches hold. */
  private record BatchNumbers(Map<String, Integer> devices, Map<String, Integer> layouts)
      implements RowMaker.Numbers {

    @Override
    public int device(String name) {
      return found(devices.get(name), "device", name);
    }

    @Override
    public int layout(StoredLayout layout) {
      return found(layouts.get(layout.digest()), "layout", layout.digest());
    }

    private static int found(@Nullable Integer number, String what, String name) {
      if (number == null) {
        throw new IllegalStateException(
            "samples: %s '%s' was not looked up before its batch was written"
                .formatted(what, name));
      }
      return number;
    }
  }
}
