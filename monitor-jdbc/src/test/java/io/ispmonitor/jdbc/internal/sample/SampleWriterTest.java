package io.ispmonitor.jdbc.internal.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.database.Schema;
import io.ispmonitor.jdbc.database.TableNames;
import io.ispmonitor.jdbc.internal.block.RowBlockWriter;
import io.ispmonitor.jdbc.internal.carry.CallTimes;
import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.jdbc.internal.spool.FsyncPolicy;
import io.ispmonitor.jdbc.internal.spool.Spool;
import io.ispmonitor.jdbc.internal.spool.SpoolOptions;
import io.ispmonitor.jdbc.internal.spool.SpoolRecord;
import io.ispmonitor.jdbc.internal.sql.SqliteSource;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.PingMetrics;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SampleWriterTest {
  private static final TimeSource TIME = TimeSource.system();
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Layout PING = Layout.of(PingMetrics.ROUND_TRIP, PingMetrics.LOSS);
  private static final long SECOND = 1_000_000_000L;

  private final Kept tables = new Kept();
  private final SampleWriter writer = new SampleWriter(tables);
  private final DataSource source;
  private final Database database;
  private final SpoolOptions options;
  private final Lane lane;
  private Spool spool;

  SampleWriterTest(@TempDir Path directory) throws IOException {
    source = new SqliteSource(directory.resolve("it.db"));
    Schema.of(DatabaseKind.SQLITE, TableNames.usual()).upgrade(source);
    CallTimes times = new CallTimes(TIME, LONG);
    database = new Database(source, DatabaseKind.SQLITE, TableNames.usual(), LONG, times);
    options = SpoolOptions.in(directory.resolve("spool")).fsync(FsyncPolicy.always());
    spool = Spool.open(options, TIME, Thread::new, loss -> {});
    lane = new Lane(spool, true);
  }

  @AfterEach
  void close() {
    spool.close();
  }

  /** Keeps which devices had readings at which seconds, write by write. */
  private static final class Kept implements SampleTables {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Map<String, List<Long>>> writes = new ArrayList<>();

    @Override
    public Map<String, Integer> devices(
        Connection connection, Database database, Collection<String> names) {
      return Map.copyOf(numbers);
    }

    @Override
    public void addDevices(Connection connection, Database database, Collection<String> names) {
      names.forEach(name -> numbers.put(name, numbers.size()));
    }

    @Override
    public void makeRoom(Database database, Set<Long> hours) {}

    @Override
    public void write(Connection connection, Database database, Gathering gathering, RowMaker maker)
        throws SQLException {
      Map<Integer, String> names = new HashMap<>();
      numbers.forEach((name, number) -> names.put(number, name));
      Map<String, List<Long>> written = new TreeMap<>();
      maker.make(
          gathering,
          any -> true,
          row ->
              written.put(
                  names.get(row.device), List.of(row.firstNanos / SECOND, row.lastNanos / SECOND)));
      writes.add(written);
    }

    @Override
    public void forget() {}
  }

  /** Each record holds one reading: at this second, of this device. */
  private void append(long second, String device) {
    RowBlockWriter block = new RowBlockWriter();
    block.start(PING);
    block.add(second * SECOND, Readings.of(PING, 0.004, 0));
    lane.add(device.getBytes(StandardCharsets.UTF_8), PING, block.finish());
    lane.flush();
  }

  /** All that was appended; closing makes it durable. */
  private List<SpoolRecord> batch() throws IOException {
    spool.close();
    spool = Spool.open(options, TIME, Thread::new, loss -> {});
    return spool.next(100, 1 << 20).orElseThrow().records();
  }

  private void write(List<SpoolRecord> records) throws SQLException {
    try (Connection connection = source.getConnection()) {
      writer.write(connection, records);
    }
  }

  @Test
  @DisplayName(
      "a batch that was prepared is written as a whole, the readings of a device as one row")
  void whole() throws Exception {
    append(10, "a");
    append(20, "b");
    append(40, "a");
    List<SpoolRecord> records = batch();

    writer.prepare(database, records);
    write(records);

    assertEquals(List.of(Map.of("a", List.of(10L, 40L), "b", List.of(20L, 20L))), tables.writes);
  }

  @Test
  @DisplayName("parts of a batch that was prepared are written as what they are, and it as well")
  void parts() throws Exception {
    append(10, "a");
    append(20, "b");
    append(40, "a");
    List<SpoolRecord> records = batch();
    Map<String, List<Long>> all = Map.of("a", List.of(10L, 40L), "b", List.of(20L, 20L));

    writer.prepare(database, records);
    write(records.subList(0, 1));
    write(records);
    writer.prepare(database, records);
    write(records);
    write(records.subList(1, 3));
    write(records);

    assertEquals(
        List.of(
            Map.of("a", List.of(10L, 10L)),
            all,
            all,
            Map.of("a", List.of(40L, 40L), "b", List.of(20L, 20L)),
            all),
        tables.writes);
  }

  @Test
  @DisplayName("of two batches that were prepared one after the other the second is written")
  void second() throws Exception {
    append(10, "a");
    append(20, "b");
    List<SpoolRecord> records = batch();
    List<SpoolRecord> last = List.of(records.get(1));

    writer.prepare(database, records);
    writer.prepare(database, last);
    write(last);

    assertEquals(List.of(Map.of("b", List.of(20L, 20L))), tables.writes);
  }

  @Test
  @DisplayName("a record that cannot be understood is refused, and those beside it are written")
  void nonsense() throws Exception {
    append(10, "a");
    spool.append(Lane.PAGE, new byte[] {99});
    append(20, "b");
    List<SpoolRecord> records = batch();

    writer.prepare(database, records);

    Exception refusal = assertThrows(IllegalArgumentException.class, () -> write(records));
    assertEquals(
        "readings are corrupt at byte 1 of 1: 99 bytes should follow", refusal.getMessage());
    write(records.subList(0, 1));
    write(records.subList(2, 3));
    assertEquals(
        List.of(Map.of("a", List.of(10L, 10L)), Map.of("b", List.of(20L, 20L))), tables.writes);
  }
}
