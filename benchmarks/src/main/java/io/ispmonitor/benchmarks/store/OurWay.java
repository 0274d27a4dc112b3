package io.ispmonitor.benchmarks.store;

import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.SampleBatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Our storage: memory, the spool on disk, the carrier, and the table of readings. */
final class OurWay implements Way {
  private final OurStorage ours;
  private final Appender appender;

  OurWay(OurStorage ours) {
    this.ours = ours;
    this.appender = new Appender(ours.storage().metrics());
  }

  MetricStore metrics() {
    return ours.storage().metrics();
  }

  @Override
  public void store(List<SampleBatch> batches) throws InterruptedException {
    appender.append(batches);
    ours.flush();
  }

  /** How often the store had no room at the moment. */
  long refused() {
    return appender.refused();
  }

  @Override
  public long count() throws SQLException {
    try (Connection connection = ours.pool().getConnection()) {
      return BlockCount.of(connection).samples();
    }
  }

  @Override
  public void close() {
    ours.close();
  }
}
