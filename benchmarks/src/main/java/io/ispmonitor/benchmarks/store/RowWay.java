package io.ispmonitor.benchmarks.store;

import io.ispmonitor.metric.SampleBatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** A row for each sample and an index for reading a series backwards. */
final class RowWay implements Way {
  static final String TABLE =
      "create table sample (device_id integer not null, metric_id integer not null,"
          + " ts timestamptz not null, value double precision not null)";
  static final String INDEX =
      "create index sample_series on sample (device_id, metric_id, ts desc)";
  private static final String INSERT =
      "insert into sample (device_id, metric_id, ts, value) values (?, ?, ?, ?)";

  private final Connection connection;
  private final int rowsAtOnce;

  /**
   * A way.
   *
   * @param rowsAtOnce how many rows there are in a batch and its transaction; 1 for a statement and
   *     a transaction for each
   */
  RowWay(Connection connection, int rowsAtOnce) throws SQLException {
    this.connection = connection;
    this.rowsAtOnce = rowsAtOnce;
    Server.execute(connection, TABLE);
    Server.execute(connection, INDEX);
    connection.setAutoCommit(rowsAtOnce == 1);
  }

  @Override
  public void store(List<SampleBatch> batches) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      int waiting = 0;
      for (SampleBatch batch : batches) {
        OffsetDateTime at = at(batch.epochNanos());
        for (int column = 0; column < batch.readings().size(); column++) {
          statement.setInt(1, batch.series().number(0));
          statement.setInt(2, column);
          statement.setObject(3, at);
          statement.setDouble(4, batch.readings().value(column));
          waiting = take(statement, waiting + 1);
        }
      }
      if (waiting > 0) {
        send(statement);
      }
    }
  }

  private int take(PreparedStatement statement, int waiting) throws SQLException {
    if (rowsAtOnce == 1) {
      statement.executeUpdate();
      return 0;
    }
    statement.addBatch();
    if (waiting < rowsAtOnce) {
      return waiting;
    }
    send(statement);
    return 0;
  }

  private void send(PreparedStatement statement) throws SQLException {
    statement.executeBatch();
    connection.commit();
  }

  static OffsetDateTime at(long epochNanos) {
    return OffsetDateTime.ofInstant(Instant.ofEpochSecond(0, epochNanos), ZoneOffset.UTC);
  }

  @Override
  public long count() throws SQLException {
    return Server.number(connection, "select count(*) from sample");
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
