package io.ispmonitor.jdbc.internal.spool;

import io.ispmonitor.jdbc.internal.spool.SpoolHealth.Failure;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts together what a spool can say of itself; waits for nothing. Any thread. */
final class HealthGauge {
  private final Catalog catalog;
  private final Intake intake;
  private final Tail tail;
  private final Ages ages;
  private final Refusals refusals;
  private final Losses losses;
  private final Trouble writing;
  private final Trouble reading;
  private final TimeSource time;

  HealthGauge(
      Catalog catalog,
      Intake intake,
      Tail tail,
      Ages ages,
      Refusals refusals,
      Losses losses,
      Trouble writing,
      Trouble reading,
      TimeSource time) {
    this.catalog = catalog;
    this.intake = intake;
    this.tail = tail;
    this.ages = ages;
    this.refusals = refusals;
    this.losses = losses;
    this.writing = writing;
    this.reading = reading;
    this.time = time;
  }

  SpoolHealth read() {
    long after = catalog.after();
    List<SegmentInfo> segments = catalog.segments();
    long records = Math.max(0, intake.last() - tail.writtenThrough());
    long bytes = intake.unwrittenBytes();
    for (SegmentInfo segment : segments) {
      long waiting = segment.recordsAfter(after);
      records += waiting;
      bytes += share(segment, waiting);
    }
    long oldest = segments.isEmpty() ? after : Math.max(after, segments.get(0).first() - 1);
    return new SpoolHealth(
        records,
        bytes,
        catalog.bytes(),
        catalog.keptBytes(),
        catalog.keptDropped(),
        intake.heldBytes(),
        records == 0 ? Duration.ZERO : ages.oldestAfter(oldest),
        tail.acceptedThrough(),
        refusals.count(),
        losses.sum(),
        tail.times().last(),
        tail.times().longest(),
        tail.times().busy(time.nanoTime()),
        error());
  }

  private @Nullable Failure error() {
    Failure failure = writing.failure();
    return failure == null ? reading.failure() : failure;
  }

  private static long share(SegmentInfo segment, long waiting) {
    long all = segment.recordsAfter(segment.first() - 1);
    return all == 0 ? 0 : segment.bytes() * waiting / all;
  }
}
