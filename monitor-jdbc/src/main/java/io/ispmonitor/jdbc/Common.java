package io.ispmonitor.jdbc;

import io.ispmonitor.jdbc.internal.carry.BatchWriter;
import io.ispmonitor.jdbc.internal.carry.CarrierOptions;
import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.jdbc.internal.carry.DatabaseWatch;
import io.ispmonitor.jdbc.internal.carry.HistorySource;
import io.ispmonitor.jdbc.internal.spool.Spool;
import io.ispmonitor.jdbc.internal.spool.SpoolOptions;
import java.io.IOException;
import java.util.function.Function;

/**
 * What all stores share.
 *
 * @param how what was asked for
 * @param database where is written
 * @param history where history is read
 * @param tables sees to it that they are there
 * @param watch knows whether the database is there
 */
record Common(
    JdbcStorageBuilder how,
    Database database,
    HistorySource history,
    Tables tables,
    DatabaseWatch watch) {

  /** Opens a spool and makes what carries it, which is still to be started. */
  SpoolLine line(CarrierOptions options, SpoolOptions where, Function<Spool, BatchWriter> writer)
      throws IOException {
    Spool spool = Spool.open(where, how.time, how.threads, loss -> {}); // which logs it
    return new SpoolLine(
        options,
        spool,
        where.maxDiskBytes(),
        database,
        writer.apply(spool),
        tables,
        watch.writer(),
        how.time);
  }
}
