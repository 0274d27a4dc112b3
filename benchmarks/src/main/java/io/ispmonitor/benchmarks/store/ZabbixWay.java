package io.ispmonitor.benchmarks.store;

import io.ispmonitor.metric.SampleBatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** As Zabbix does it: its table of numbers, and statements of text with a thousand rows each. */
final class ZabbixWay implements Way {
  static final String TABLE =
      "create table history (itemid bigint not null, clock integer not null default 0,"
          + " value double precision not null default 0, ns integer not null default 0,"
          + " primary key (itemid, clock, ns))";
  private static final String INSERT = "insert into history (itemid,clock,value,ns) values ";
  private static final int ROWS = 1_000;
  static final long SECOND = 1_000_000_000;

  private final Connection connection;
  private final StringBuilder text = new StringBuilder();

  /** A way over a connection that sends statements as they are. */
  ZabbixWay(Connection connection) throws SQLException {
    this.connection = connection;
    Server.execute(connection, TABLE);
    connection.setAutoCommit(false);
  }

  @Override
  public void store(List<SampleBatch> batches) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int waiting = 0;
      for (SampleBatch batch : batches) {
        for (int column = 0; column < batch.readings().size(); column++) {
          add(batch, column);
          if (++waiting == ROWS) {
            send(statement);
            waiting = 0;
          }
        }
      }
      if (waiting > 0) {
        send(statement);
      }
    }
  }

  private void add(SampleBatch batch, int column) {
    text.append(text.isEmpty() ? INSERT : ",");
    text.append('(').append(batch.series().number(column));
    text.append(',').append(batch.epochNanos() / SECOND);
    text.append(',').append(batch.readings().value(column));
    text.append(',').append(batch.epochNanos() % SECOND).append(')');
  }

  private void send(Statement statement) throws SQLException {
    statement.execute(text.toString());
    connection.commit();
    text.setLength(0);
  }

  @Override
  public long count() throws SQLException {
    return Server.number(connection, "select count(*) from history");
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
