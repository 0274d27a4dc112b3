package io.ispmonitor.jdbc.internal.carry;

import io.ispmonitor.jdbc.internal.spool.SpoolRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Writes the records of one spool into their tables. Called by one thread. */
public interface BatchWriter {

  /**
   * Prepares for a batch outside of its transaction: numbers that are looked up, partitions that
   * must be there. What it does must be harmless when the batch is never written.
   */
  default void prepare(Database database, List<SpoolRecord> records) throws SQLException {}

  /**
   * Writes records, in their order, within a transaction that is rolled back when it throws.
   *
   * @throws RuntimeException when a record cannot be understood
   */
  void write(Connection connection, List<SpoolRecord> records) throws SQLException;

  /**
   * How many records it left out, since another instance had been in charge by then. Any thread.
   */
  default long stale() {
    return 0;
  }

  /**
   * Forgets what it knows of the database: it may be another one by now, or be as it was before.
   */
  default void forget() {}
}
