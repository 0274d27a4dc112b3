package io.ispmonitor.jdbc.internal.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.metric.Sample;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.rollup.Rollup;
import io.ispmonitor.metric.rollup.RollupWidth;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Roll-ups of a Monday over a database, and what they are to be. */
abstract class RollupCase {
  static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
  static final Instant BEGIN = MONDAY.atStartOfDay(ZoneOffset.UTC).toInstant();
  static final Instant END = BEGIN.plus(Duration.ofDays(1));
  static final long DAY = MONDAY.toEpochDay();
  static final SeriesKey RTT = SeriesKey.of("tower", "ping.rtt");
  static final SeriesKey STATE = SeriesKey.of("tower", "port.state", "7");
  static final SeriesKey EXACT = SeriesKey.of("mast", "any");
  private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

  @TempDir Path folder;
  final SplittableRandom random = new SplittableRandom(7);
  RollupRig rig;

  abstract DatabaseKind kind();

  abstract DataSource source();

  @BeforeEach
  void open() {
    rig = new RollupRig(kind(), source(), folder, END.plus(Duration.ofHours(2)));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  List<Sample> samples(Instant from, Instant to, double resolution) {
    return PlainRollups.samples(random, from, to, HALF_A_MINUTE, resolution);
  }

  List<Rollup> read(SeriesKey series, RollupWidth width) {
    return rig.rollups.read(series, Instant.MIN, Instant.MAX, width);
  }

  void assertPlain(SeriesKey series, List<Sample> samples, double resolution) {
    for (RollupWidth width : RollupWidth.values()) {
      SortedMap<Instant, List<Double>> expected = PlainRollups.buckets(samples, width.length());
      List<Rollup> read = read(series, width);
      assertEquals(List.copyOf(expected.keySet()), read.stream().map(Rollup::begin).toList());
      for (Rollup bucket : read) {
        List<Double> values = expected.getOrDefault(bucket.begin(), List.of());
        PlainRollups.assertSame(values, bucket, resolution);
        assertEquals(PlainRollups.p95(values), bucket.p95());
        assertEquals(bucket.begin().plus(width.length()), bucket.end());
      }
    }
  }
}
