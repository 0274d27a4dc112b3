package io.ispmonitor.jdbc;

import io.ispmonitor.jdbc.internal.carry.BatchWriter;
import io.ispmonitor.jdbc.internal.carry.Carrier;
import io.ispmonitor.jdbc.internal.carry.CarrierHealth;
import io.ispmonitor.jdbc.internal.carry.CarrierOptions;
import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.jdbc.internal.carry.Gate;
import io.ispmonitor.jdbc.internal.carry.Reports;
import io.ispmonitor.jdbc.internal.spool.Spool;
import io.ispmonitor.jdbc.internal.spool.SpoolHealth;
import io.ispmonitor.jdbc.internal.spool.SpoolHealth.Lost;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A spool and what carries it into the database. */
final class SpoolLine implements AutoCloseable {
  private final String name;
  private final long maxDiskBytes;
  private final BatchWriter writer;
  final Spool spool;
  final Carrier carrier;

  SpoolLine(
      CarrierOptions options,
      Spool spool,
      long maxDiskBytes,
      Database database,
      BatchWriter writer,
      Gate gate,
      Reports reports,
      TimeSource time) {
    this.name = options.name();
    this.spool = spool;
    this.writer = writer;
    this.maxDiskBytes = maxDiskBytes;
    this.carrier =
        new Carrier(
            options,
            spool,
            database,
            writer,
            gate,
            reports,
            time,
            new SplittableRandom(spool.writerId().getLeastSignificantBits()));
  }

  /** Waits until nothing waits any more; returns whether that is so. */
  boolean drain(Duration atMost) throws InterruptedException {
    return carrier.awaitEmpty(atMost);
  }

  StorageStatus.SpoolStatus status() {
    SpoolHealth is = spool.health();
    CarrierHealth carried = carrier.health();
    Lost lost = is.losses();
    return new StorageStatus.SpoolStatus(
        name,
        is.waitingRecords(),
        is.waitingBytes(),
        is.oldestAge(),
        is.diskBytes() - is.keptBytes(),
        maxDiskBytes,
        is.refusedRecords(),
        lost.droppedRecords() + lost.damagedRecords() + lost.missingRecords(),
        carried.records(),
        carried.refused(),
        writer.stale(),
        is.lastFsync(),
        trouble(is, carried));
  }

  private static @Nullable String trouble(SpoolHealth is, CarrierHealth carried) {
    SpoolHealth.Failure failure = is.error();
    return failure == null ? carried.error() : failure.what();
  }

  @Override
  public void close() {
    carrier.close();
    spool.close();
  }
}
