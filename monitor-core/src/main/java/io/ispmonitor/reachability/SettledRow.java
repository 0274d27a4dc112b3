package io.ispmonitor.reachability;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.Evidence.Basis;
import java.time.Instant;
import java.util.List;

/**
 * A device came into its state, outside of any outage, and that is all: 40 bytes, where a change
 * with its parts takes 200. The fields are as small as they are for that.
 */
class SettledRow extends LatestRow {
  private static final DeviceState[] STATES = DeviceState.values();
  private static final Basis[] BASES = Basis.values();

  private final long at;
  private final long lastAnswerAt;
  private final String reason;
  private final byte from;
  private final byte to;
  private final byte basis;
  private final byte answered;

  /** Keeps what there is room for, and leaves out the rest. */
  @SuppressWarnings("EnumOrdinal") // never leaves the process, and a byte is the point
  SettledRow(StateChange change, Instant lastAnswerAt) {
    super(change.device());
    this.at = EpochNanos.of(change.at());
    this.lastAnswerAt = EpochNanos.of(lastAnswerAt);
    this.reason = change.evidence().reason();
    this.from = (byte) change.from().ordinal();
    this.to = (byte) change.to().ordinal();
    this.basis = (byte) change.evidence().basis().ordinal();
    this.answered = (byte) change.progress().answered();
  }

  @Override
  final StateChange change() {
    Instant changedAt = EpochNanos.toInstant(at);
    Instant answeredAt = EpochNanos.toInstant(lastAnswerAt);
    Evidence evidence = new Evidence(BASES[basis], reason, 0, null, answeredAt, List.of());
    return new StateChange(
        device,
        changedAt,
        STATES[from],
        STATES[to],
        null,
        evidence,
        progress(changedAt, answeredAt, answered));
  }

  /** What it was in the middle of: nothing. */
  Progress progress(Instant changedAt, Instant answeredAt, int answers) {
    return new Progress(
        changedAt,
        changedAt,
        0,
        null,
        answers,
        answeredAt,
        null,
        FlappingHistory.NONE,
        Told.NOTHING);
  }
}
