package io.ispmonitor.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.jdbc.support.Postgres;
import io.ispmonitor.jdbc.support.PostgresDatabase;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.Sample;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.SeriesRegistry;
import io.ispmonitor.metric.Unit;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Somebody takes partitions away under way; what they held goes with them, what waits does not. */
@ExtendWith(Postgres.class)
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class StoragePartitionsTest {
  private static final Metric RTT = Metric.gauge("ping.rtt", Unit.SECONDS, 1e-6);
  private static final int STEP = 50;

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS);
  private final String present =
      DateTimeFormatter.ofPattern("'monitor_reading_'yyyyMMddHH")
          .withZone(ZoneOffset.UTC)
          .format(now);
  private final PostgresDatabase database;
  private final StorageRig rig;
  private final JdbcStorage storage;
  private final SeriesRegistry registry = new SeriesRegistry();

  StoragePartitionsTest(PostgresDatabase database, @TempDir Path directory) {
    this.database = database;
    this.rig = StorageRig.postgres(database, directory);
    this.storage = rig.open("one", FaultRig.HASTY);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  /** Numbers as values, in milliseconds of an hour. */
  private void store(Instant hour, int from) {
    for (int i = from; i < from + STEP; i++) {
      Readings readings = Readings.of(RTT, i * 1e-6);
      storage
          .metrics()
          .append(
              new SampleBatch(
                  registry.block("tower", readings.layout()),
                  EpochNanos.of(hour.plusMillis(i)),
                  readings));
    }
  }

  private void assertStored(Instant hour, int from, int to) {
    rig.settle();
    assertEquals(
        IntStream.range(from, to).mapToObj(hour::plusMillis).toList(),
        storage
            .metrics()
            .read(SeriesKey.of("tower", RTT.name()), hour, hour.plus(Duration.ofHours(1)))
            .stream()
            .map(Sample::at)
            .toList());
  }

  @Test
  @DisplayName("the partition of the present hour is dropped: what comes later is stored")
  void dropped() {
    store(now, 0);
    assertStored(now, 0, STEP);
    database.execute("drop table " + present);
    store(now, STEP);
    assertStored(now, STEP, 2 * STEP);
    store(now, 2 * STEP);
    assertStored(now, STEP, 3 * STEP);
  }

  @Test
  @DisplayName("all partitions are dropped, the default one too: they are made again")
  void allDropped() {
    store(now, 0);
    rig.settle();
    database.execute(
        "do $$ declare one regclass; begin for one in select inhrelid::regclass from pg_inherits"
            + " where inhparent = 'monitor_reading'::regclass"
            + " loop execute 'drop table ' || one; end loop; end $$");
    store(now, STEP);
    Instant old = now.minus(Duration.ofDays(300));
    store(old, 0);
    assertStored(now, STEP, 2 * STEP);
    assertStored(old, 0, STEP);
    assertEquals(
        1,
        database.number(
            "select count(*) from pg_inherits where inhparent = 'monitor_reading'::regclass"
                + " and inhrelid = to_regclass('monitor_reading_default')"));
  }

  @Test
  @DisplayName("a partition that was detached, and is still there as a table, holds nothing up")
  void detached() {
    store(now, 0);
    rig.settle();
    database.execute(
        "alter table monitor_reading detach partition " + present,
        "alter table monitor_reading detach partition monitor_reading_default");
    store(now, STEP);
    assertStored(now, STEP, 2 * STEP);
    Instant old = now.minus(Duration.ofDays(300));
    store(old, 0);
    assertStored(old, 0, STEP);
    assertEquals(
        1, database.number("select count(*) from " + present), "what was detached is left alone");
  }
}
