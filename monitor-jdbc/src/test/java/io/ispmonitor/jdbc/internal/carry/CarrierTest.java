package io.ispmonitor.jdbc.internal.carry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.database.Schema;
import io.ispmonitor.jdbc.database.TableNames;
import io.ispmonitor.jdbc.internal.spool.FsyncPolicy;
import io.ispmonitor.jdbc.internal.spool.Spool;
import io.ispmonitor.jdbc.internal.spool.SpoolOptions;
import io.ispmonitor.jdbc.internal.spool.SpoolRecord;
import io.ispmonitor.jdbc.internal.sql.SqliteSource;
import io.ispmonitor.time.TimeSource;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CarrierTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final TimeSource TIME = TimeSource.system();

  @TempDir Path directory;

  private DataSource source = new SqliteSource(Path.of("none"));
  private final AtomicInteger gates = new AtomicInteger();
  private final AtomicInteger forgotten = new AtomicInteger();
  private final List<AutoCloseable> open = new ArrayList<>();

  @BeforeEach
  void make() throws SQLException {
    source = new SqliteSource(directory.resolve("it.db"));
    Schema.of(DatabaseKind.SQLITE, TableNames.usual()).upgrade(source);
    execute("create table number (id integer primary key autoincrement, value integer not null)");
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
  }

  /** Writes numbers into a table; some are refused by it, others cannot even be understood. */
  private final class Numbers implements BatchWriter {
    private final IntPredicate isRefused;
    private final IntPredicate isNonsense;

    Numbers(IntPredicate isRefused, IntPredicate isNonsense) {
      this.isRefused = isRefused;
      this.isNonsense = isNonsense;
    }

    @Override
    public void write(Connection connection, List<SpoolRecord> records) throws SQLException {
      try (PreparedStatement statement =
          connection.prepareStatement("insert into number (value) values (?)")) {
        for (SpoolRecord one : records) {
          int number = ByteBuffer.wrap(one.payload()).getInt();
          if (isNonsense.test(number)) {
            throw new IllegalArgumentException(number + " is nonsense");
          }
          if (isRefused.test(number)) {
            throw new SQLException("refused", "22003");
          }
          statement.setInt(1, number);
          statement.executeUpdate();
        }
      }
    }

    @Override
    public void forget() {
      forgotten.incrementAndGet();
    }
  }

  private Spool spool() throws Exception {
    Spool spool =
        Spool.open(
            SpoolOptions.in(directory.resolve("spool")).fsync(FsyncPolicy.always()),
            TIME,
            Thread::new,
            loss -> {});
    open.add(0, spool);
    return spool;
  }

  private Carrier carrier(Spool spool, BatchWriter writer) {
    return carrier(spool, writer, Duration.ZERO);
  }

  private Carrier carrier(Spool spool, BatchWriter writer, Duration patience) {
    Database database =
        new Database(
            source,
            DatabaseKind.SQLITE,
            TableNames.usual(),
            LONG,
            new CallTimes(TIME, Duration.ofSeconds(5)));
    Carrier carrier =
        new Carrier(
            new CarrierOptions("numbers", 64, 1 << 20, patience),
            spool,
            database,
            writer,
            gates::incrementAndGet,
            new DatabaseWatch(database, TIME, LONG, LONG, Thread::new).writer(),
            TIME,
            new Random(1));
    open.add(0, carrier);
    carrier.start(Thread::new);
    return carrier;
  }

  private static long append(Spool spool, int from, int to) {
    long last = 0;
    for (int i = from; i < to; i++) {
      last = spool.append(1, ByteBuffer.allocate(4).putInt(i).array());
    }
    return last;
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<Integer> stored() throws SQLException {
    List<Integer> numbers = new ArrayList<>();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select value from number order by id")) {
      while (rows.next()) {
        numbers.add(rows.getInt(1));
      }
    }
    return numbers;
  }

  private static List<Integer> numbers(int to, IntPredicate isIn) {
    return IntStream.range(0, to).filter(isIn).boxed().toList();
  }

  @Test
  @DisplayName("records that the database refuses are left out and counted, all others are stored")
  void poison() throws Exception {
    Spool spool = spool();
    Carrier carrier = carrier(spool, new Numbers(i -> i % 97 == 5, i -> i % 89 == 7));
    long last = append(spool, 0, 1_000);
    assertTrue(carrier.awaitCarried(last, LONG), () -> carrier.health().toString());
    List<Integer> expected = numbers(1_000, i -> i % 97 != 5 && i % 89 != 7);
    assertEquals(expected, stored());
    assertEquals(1_000 - expected.size(), carrier.health().refused());
    assertEquals(expected.size(), carrier.health().records());
    assertTrue(forgotten.get() > 1, "what was known was not looked up again before it gave up");
  }

  @Test
  @DisplayName("a database that was restored to an earlier day gets again what the spool still has")
  void restored() throws Exception {
    Spool spool = spool();
    Carrier carrier = carrier(spool, new Numbers(i -> false, i -> false));
    assertTrue(carrier.awaitCarried(append(spool, 0, 100), LONG));
    execute("create table kept as select * from monitor_progress");
    assertTrue(carrier.awaitCarried(append(spool, 100, 200), LONG));
    execute("delete from number where value >= 100");
    execute("delete from monitor_progress");
    execute("insert into monitor_progress select * from kept");
    carrier.close();
    Carrier again = carrier(spool, new Numbers(i -> false, i -> false));
    assertTrue(again.awaitCarried(append(spool, 200, 250), LONG));
    assertEquals(numbers(250, i -> true), stored());
  }

  @Test
  @DisplayName("a database that lost what it had committed, unnoticed, gets it again")
  void lostUnnoticed() throws Exception {
    Spool spool = spool();
    Carrier carrier = carrier(spool, new Numbers(i -> false, i -> false));
    assertTrue(carrier.awaitCarried(append(spool, 0, 100), LONG));
    execute("create table kept as select * from monitor_progress");
    assertTrue(carrier.awaitCarried(append(spool, 100, 200), LONG));
    execute("delete from number where value >= 100");
    execute("delete from monitor_progress");
    execute("insert into monitor_progress select * from kept");
    assertTrue(carrier.awaitCarried(append(spool, 200, 250), LONG));
    assertEquals(numbers(250, i -> true), stored());
  }

  @Test
  @DisplayName("the gate is passed before anything is written, and not again while all goes well")
  void gate() throws Exception {
    Spool spool = spool();
    Carrier carrier = carrier(spool, new Numbers(i -> false, i -> false));
    assertTrue(carrier.awaitCarried(append(spool, 0, 100), LONG));
    assertTrue(carrier.awaitCarried(append(spool, 100, 200), LONG));
    assertEquals(1, gates.get());
  }

  @Test
  @DisplayName("what a run before has left is carried at once, however long is gathered")
  void leftBehind() throws Exception {
    Spool spool = spool();
    append(spool, 0, 10);
    carrier(spool, new Numbers(i -> false, i -> false), Duration.ofHours(1));
    long end = System.nanoTime() + LONG.toNanos();
    while (stored().size() < 10 && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertEquals(numbers(10, i -> true), stored());
  }

  @Test
  @DisplayName("attempts come less and less often, never less often than every half minute")
  void backoff() {
    Backoff backoff = new Backoff(new Random(1));
    long most = Duration.ofMillis(250).toNanos();
    for (int i = 0; i < 50; i++) {
      long wait = backoff.failed();
      assertTrue(wait >= most / 2 && wait <= most, i + ": " + wait);
      most = Math.min(2 * most, Duration.ofSeconds(30).toNanos());
    }
    backoff.reset();
    assertTrue(backoff.failed() <= Duration.ofMillis(250).toNanos());
  }
}
