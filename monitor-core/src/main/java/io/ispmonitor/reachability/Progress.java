package io.ispmonitor.reachability;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the judge was in the middle of with a device: with the last change of its state, all that is
 * needed to go on after a restart.
 *
 * @param at when this was so
 * @param unanswered how many questions in a row went unanswered
 * @param firstUnansweredAt when the first of those was sent; null when there is none
 * @param answered how many questions in a row were answered, up to the number that ends an outage
 * @param lastAnswerAt when the last question that was answered was sent; null when none was
 * @param flapping its history of changes
 * @param told what people know of it
 */
public record Progress(
    Instant at,
    int unanswered,
    @Nullable Instant firstUnansweredAt,
    int answered,
    @Nullable Instant lastAnswerAt,
    FlappingHistory flapping,
    Told told) {

  /** Nothing to go on from. */
  public static Progress none(Instant at) {
    return new Progress(at, 0, null, 0, null, FlappingHistory.NONE, Told.NOTHING);
  }
}
