package io.ispmonitor.reachability;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a state is known from.
 *
 * @param reason in a sentence
 * @param unanswered how many questions in a row went unanswered
 * @param firstUnansweredAt when the first of those was sent; null when there is none
 * @param lastAnswerAt when the last question that was answered was sent; null when none ever was
 * @param parents what was known of the parents, where they played a part
 */
public record Evidence(
    String reason,
    int unanswered,
    @Nullable Instant firstUnansweredAt,
    @Nullable Instant lastAnswerAt,
    List<Parent> parents) {

  /** Nothing is known yet. */
  public static final Evidence NOTHING_HEARD =
      new Evidence("nothing heard yet", 0, null, null, List.of());

  /** Copies the list. */
  public Evidence {
    parents = List.copyOf(parents);
  }

  /**
   * What was known of a parent when the verdict fell.
   *
   * @param id the parent's id
   * @param state its state then
   * @param askedAt when the question was sent that its part rests on; null when it was never asked
   */
  public record Parent(String id, DeviceState state, @Nullable Instant askedAt) {}
}
