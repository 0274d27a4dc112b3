package io.ispmonitor.benchmarks.store;

import io.ispmonitor.metric.SampleBatch;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** A way of bringing samples into a database. Each round has a way and a database of its own. */
interface Way extends AutoCloseable {

  /** Brings them in, and returns when all of them are committed. */
  void store(List<SampleBatch> batches) throws SQLException, InterruptedException;

  /** How many samples are in the database, by what lies in its tables. */
  long count() throws SQLException;

  @Override
  void close() throws SQLException, IOException;
}
