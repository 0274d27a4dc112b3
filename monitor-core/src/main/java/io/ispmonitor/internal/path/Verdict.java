package io.ispmonitor.internal.path;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.Evidence.Basis;
import io.ispmonitor.reachability.Outage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the judge holds to be true of a device. Immutable, so that anybody can read it. */
abstract class Verdict {
  private final DeviceState state;
  private final long sinceEpochNanos;

  private Verdict(DeviceState state, long sinceEpochNanos) {
    this.state = state;
    this.sinceEpochNanos = sinceEpochNanos;
  }

  static Verdict unknown(long sinceEpochNanos) {
    return of(DeviceState.UNKNOWN, sinceEpochNanos, 0, null, Evidence.NOTHING_HEARD);
  }

  /**
   * A verdict.
   *
   * @param unconfirmed how many questions in a row went unanswered without a verdict yet
   * @param outage the one the device is in; null for none
   */
  static Verdict of(
      DeviceState state,
      long sinceEpochNanos,
      int unconfirmed,
      @Nullable Outage outage,
      Evidence evidence) {
    Instant answerAt = evidence.lastAnswerAt();
    if (unconfirmed == 0 && outage == null && answerAt != null) {
      Verdict answers = new Answers(state, sinceEpochNanos, evidence.reason(), answerAt);
      if (answers.evidence().equals(evidence)) {
        return answers;
      }
    }
    return new Grounded(state, sinceEpochNanos, unconfirmed, outage, evidence);
  }

  final DeviceState state() {
    return state;
  }

  final long sinceEpochNanos() {
    return sinceEpochNanos;
  }

  abstract int unconfirmed();

  abstract @Nullable Outage outage();

  abstract Evidence evidence();

  /** That of the evidence. */
  abstract Basis basis();

  /** The same state, known from something else. */
  final Verdict because(Evidence other) {
    return of(state, sinceEpochNanos, unconfirmed(), outage(), other);
  }

  final Verdict unconfirmed(int misses) {
    return of(state, sinceEpochNanos, misses, outage(), evidence());
  }

  @Override
  public final String toString() {
    return state + " because " + evidence().reason();
  }

  /** It answers. Most devices do, so that this takes less room: its evidence is made on request. */
  private static final class Answers extends Verdict {
    private final String reason;
    private final long lastAnswerEpochNanos;

    Answers(DeviceState state, long sinceEpochNanos, String reason, Instant lastAnswerAt) {
      super(state, sinceEpochNanos);
      this.reason = reason;
      this.lastAnswerEpochNanos = EpochNanos.of(lastAnswerAt);
    }

    @Override
    int unconfirmed() {
      return 0;
    }

    @Override
    @Nullable Outage outage() {
      return null;
    }

    @Override
    Evidence evidence() {
      Instant at = EpochNanos.toInstant(lastAnswerEpochNanos);
      return new Evidence(Basis.ANSWERS, reason, 0, null, at, List.of());
    }

    @Override
    Basis basis() {
      return Basis.ANSWERS;
    }
  }

  /** Any other. */
  private static final class Grounded extends Verdict {
    private final int unconfirmed;
    private final @Nullable Outage outage;
    private final Evidence evidence;

    Grounded(
        DeviceState state,
        long sinceEpochNanos,
        int unconfirmed,
        @Nullable Outage outage,
        Evidence evidence) {
      super(state, sinceEpochNanos);
      this.unconfirmed = unconfirmed;
      this.outage = outage;
      this.evidence = evidence;
    }

    @Override
    int unconfirmed() {
      return unconfirmed;
    }

    @Override
    @Nullable Outage outage() {
      return outage;
    }

    @Override
    Evidence evidence() {
      return evidence;
    }

    @Override
    Basis basis() {
      return evidence.basis();
    }
  }
}
