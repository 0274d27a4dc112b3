package io.ispmonitor.jdbc;

import io.ispmonitor.jdbc.internal.block.SeriesChunkWriter;
import io.ispmonitor.jdbc.support.PostgresDatabase;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.Sample;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.SeriesRegistry;
import io.ispmonitor.metric.Unit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;

/** A day of samples of two devices, and hours of it in chunks. */
final class ViewsRig {
  static final SeriesKey TRIPS = SeriesKey.of("tower", "ping.rtt");
  static final SeriesKey OTHER_TRIPS = SeriesKey.of("other", "ping.rtt");
  static final SeriesKey OTHER_LOSS = SeriesKey.of("other", "ping.loss");
  static final SeriesKey TRAFFIC = SeriesKey.of("tower", "if.in", "ge-1");
  static final Layout PING =
      Layout.of(
          Metric.gauge("ping.rtt", Unit.SECONDS, 1e-6),
          Metric.gauge("ping.loss", Unit.RATIO, 1e-3));

  private static final Metric IN = Metric.gauge("if.in", Unit.BITS_PER_SECOND, 1);
  private static final Layout POLL =
      Layout.of(List.of(new Layout.Column(IN, "ge-0"), new Layout.Column(IN, "ge-1")));

  /** A day that is over, and lately enough to have partitions. */
  final Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(2));

  final Instant tomorrow = today.plus(Duration.ofDays(1));

  private final SeriesRegistry registry = new SeriesRegistry();
  private final Random random = new Random(7);

  void append(JdbcStorage storage, String device, Instant at, Readings readings) {
    storage
        .metrics()
        .append(
            new SampleBatch(
                registry.block(device, readings.layout()), EpochNanos.of(at), readings));
  }

  /** Pings every minute, some of them silent, and polls every hour. */
  void fill(JdbcStorage storage) {
    for (int minute = 0; minute < 24 * 60; minute++) {
      Instant at = today.plusSeconds(60L * minute).plusMillis(random.nextInt(6));
      double trip = 0.005 * Math.exp(0.3 * random.nextGaussian());
      Readings ping =
          minute % 97 == 5 ? Readings.gaps(PING, Gap.SILENT) : Readings.of(PING, trip, 0);
      append(storage, "tower", at, ping);
      append(storage, "other", at, ping);
      if (minute % 60 == 0) {
        append(storage, "tower", at, Readings.of(POLL, minute, 2 * minute));
      }
    }
  }

  /** Puts the pings of every second hour into chunks, from this hour on; their readings go. */
  void compact(PostgresDatabase database, JdbcStorage storage, int firstHour) throws SQLException {
    database.execute(
        "create table if not exists monitor_chunk_any partition of monitor_chunk default");
    try (Connection connection = database.asOwner().getConnection()) {
      for (SeriesKey series :
          List.of(TRIPS, SeriesKey.of("tower", "ping.loss"), OTHER_TRIPS, OTHER_LOSS)) {
        for (int hour = firstHour; hour < 24; hour += 2) {
          put(connection, storage, series, today.plus(Duration.ofHours(hour)));
        }
      }
    }
    database.execute(
        """
        delete from monitor_reading
        where extract(hour from first_at at time zone 'UTC')::integer %% 2 = %d
        and layout_id in (select layout_id from monitor_layout_column where metric = 'ping.rtt')
        """
            .formatted(firstHour % 2));
  }

  private static void put(
      Connection connection, JdbcStorage storage, SeriesKey series, Instant hour)
      throws SQLException {
    SeriesChunkWriter writer = new SeriesChunkWriter();
    writer.start(series.metric().equals("ping.rtt") ? 1e-6 : 1e-3);
    for (Sample sample : storage.metrics().read(series, hour, hour.plus(Duration.ofHours(1)))) {
      writer.accept(EpochNanos.of(sample.at()), sample.value(), sample.gap());
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            with one as (
              insert into monitor_series (device_id, metric_id, instance)
              select d.id, m.id, ? from monitor_device d, monitor_metric m
              where d.name = ? and m.name = ?
              on conflict (device_id, metric_id, instance)
              do update set instance = excluded.instance
              returning id)
            insert into monitor_chunk (series_id, hour, data) select id, ?, ? from one
            """)) {
      insert.setString(1, series.instance());
      insert.setString(2, series.device());
      insert.setString(3, series.metric());
      insert.setObject(4, OffsetDateTime.ofInstant(hour, ZoneOffset.UTC));
      insert.setBytes(5, writer.finish());
      insert.executeUpdate();
    }
  }
}
