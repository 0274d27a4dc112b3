package io.ispmonitor.jdbc.internal.spool;

import io.ispmonitor.jdbc.internal.spool.SpoolHealth.Lost;
import io.ispmonitor.jdbc.internal.spool.SpoolLoss.Cause;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what is lost, logs it, and tells the listener: nothing goes without all three. */
final class Losses {
  private static final Logger log = LoggerFactory.getLogger(Spool.class);

  private final Path directory;
  private final SpoolLoss.Listener listener;
  private Lost sum = new Lost(0, 0, 0, 0, 0, 0);

  Losses(Path directory, SpoolLoss.Listener listener) {
    this.directory = directory;
    this.listener = listener;
  }

  synchronized Lost sum() {
    return sum;
  }

  /** Any thread. */
  void tell(SpoolLoss loss) {
    add(loss);
    say(loss);
    try {
      listener.lost(loss);
    } catch (RuntimeException e) {
      log.warn("SPOOL_LISTENER_FAILED spool {}: who is told of {} threw", directory, loss, e);
    }
  }

  private synchronized void add(SpoolLoss loss) {
    Lost s = sum;
    long n = loss.records();
    sum =
        new Lost(
            s.droppedRecords() + (loss.cause() == Cause.DROPPED ? n : 0),
            s.tornBytes() + (loss.cause() == Cause.TORN ? loss.bytes() : 0),
            s.damagedSegments() + (loss.cause() == Cause.DAMAGED ? 1 : 0),
            s.damagedRecords() + (loss.cause() == Cause.DAMAGED ? n : 0),
            s.missingSegments() + (loss.cause() == Cause.MISSING ? 1 : 0),
            s.missingRecords() + (loss.cause() == Cause.MISSING ? n : 0));
  }

  private void say(SpoolLoss loss) {
    switch (loss.cause()) {
      case DROPPED ->
          log.warn(
              "SPOOL_DROPPED spool {}: {} records that the database has not taken are dropped to"
                  + " stay within maxDiskBytes, {} bytes, {}",
              directory,
              loss.records(),
              loss.bytes(),
              loss.where());
      case TORN ->
          log.warn(
              "SPOOL_TORN spool {}: {} bytes after the last whole record were not written to their"
                  + " end and are cut off, {}",
              directory,
              loss.bytes(),
              loss.where());
      case DAMAGED ->
          log.error(
              "SPOOL_DAMAGED spool {}: {} holds something else than was written; {} records ({}"
                  + " bytes) are skipped, and the file is kept aside as *.damaged; check the disk",
              directory,
              loss.where(),
              count(loss.records()),
              loss.bytes());
      case MISSING ->
          log.error(
              "SPOOL_MISSING spool {}: {} is not there; {} records are lost; files here are not to"
                  + " be removed by hand",
              directory,
              loss.where(),
              count(loss.records()));
    }
  }

  private static String count(long records) {
    return records == 0 ? "an unknown number of" : Long.toString(records);
  }
}
