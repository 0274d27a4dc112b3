package io.ispmonitor.reachability;

import io.ispmonitor.metric.EpochNanos;
import java.time.Instant;

/** A device of which something was noted since, such as that it lost a question: 80 bytes. */
final class NotedRow extends SettledRow {
  private static final long NEVER = Long.MIN_VALUE;

  private final long notedAt;
  private final long since;
  private final long notedAnswerAt;
  private final long newestSlot;
  private final long changes;

  /** Keeps what there is room for, and leaves out the rest. */
  NotedRow(StateChange change, Instant lastAnswerAt, Instant notedAnswerAt) {
    super(change, lastAnswerAt);
    Progress progress = change.progress();
    Instant slot = progress.flapping().newestSlot();
    this.notedAt = EpochNanos.of(progress.at());
    this.since = EpochNanos.of(progress.since());
    this.notedAnswerAt = EpochNanos.of(notedAnswerAt);
    this.newestSlot = slot == null ? NEVER : EpochNanos.of(slot);
    this.changes = progress.flapping().changes();
  }

  @Override
  Progress progress(Instant changedAt, Instant answeredAt, int answers) {
    Instant slot = newestSlot == NEVER ? null : EpochNanos.toInstant(newestSlot);
    return new Progress(
        EpochNanos.toInstant(notedAt),
        EpochNanos.toInstant(since),
        0,
        null,
        answers,
        EpochNanos.toInstant(notedAnswerAt),
        null,
        new FlappingHistory(false, slot, changes),
        Told.NOTHING);
  }
}
