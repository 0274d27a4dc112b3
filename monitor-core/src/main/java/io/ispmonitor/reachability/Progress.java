package io.ispmonitor.reachability;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the judge was in the middle of with a device: with the last change of its state, all that is
 * needed to go on after a restart.
 *
 * @param at when this was so
 * @param since since when its state is what it is, which the same state with another root does not
 *     change
 * @param unanswered how many questions in a row went unanswered
 * @param firstUnansweredAt when the first of those was sent; null when there is none
 * @param answered how many questions in a row were answered, up to the number that ends an outage
 * @param lastAnswerAt when the last question that was answered was sent; null when none was
 * @param silentWitnessSince when, as the witness of an uplink, it fell silent; null when it did not
 * @param flapping its history of changes
 * @param told what people know of it
 */
public record Progress(
    Instant at,
    Instant since,
    int unanswered,
    @Nullable Instant firstUnansweredAt,
    int answered,
    @Nullable Instant lastAnswerAt,
    @Nullable Instant silentWitnessSince,
    FlappingHistory flapping,
    Told told) {

  /** Checks that nothing is missing. */
  public Progress {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(flapping, "flapping");
    Objects.requireNonNull(told, "told");
  }

  /** Nothing to go on from but a state that begins now. */
  public static Progress none(Instant at) {
    return new Progress(at, at, 0, null, 0, null, null, FlappingHistory.NONE, Told.NOTHING);
  }
}
