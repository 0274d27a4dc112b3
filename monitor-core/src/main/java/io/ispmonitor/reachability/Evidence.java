package io.ispmonitor.reachability;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a state is known from.
 *
 * @param basis what sort of thing it rests on
 * @param reason in a sentence
 * @param unanswered how many questions in a row went unanswered
 * @param firstUnansweredAt when the first of those was sent; null when there is none
 * @param lastAnswerAt when the last question that was answered was sent; null when none ever was
 * @param parents what was known of the parents, where they played a part; of the witnesses, where
 *     we ourselves are cut off
 */
public record Evidence(
    Basis basis,
    String reason,
    int unanswered,
    @Nullable Instant firstUnansweredAt,
    @Nullable Instant lastAnswerAt,
    List<Parent> parents) {

  /** Nothing is known yet. */
  public static final Evidence NOTHING_HEARD =
      new Evidence(Basis.NOTHING_HEARD, "nothing heard yet", 0, null, null, List.of());

  /** Copies the list, and checks that nothing is missing. */
  public Evidence {
    Objects.requireNonNull(basis, "basis");
    Objects.requireNonNull(reason, "reason");
    parents = List.copyOf(parents);
  }

  /** What sort of thing a state rests on. */
  public enum Basis {
    /** Nothing was heard yet. */
    NOTHING_HEARD,
    /** It answered. */
    ANSWERS,
    /** It answered, and round trips or loss were held against their limits. */
    QUALITY,
    /** Its own questions went unanswered while the way to it was open. */
    MISSES,
    /** Something it depends on is down. */
    PARENTS,
    /** We ourselves are cut off from it: the witnesses of its uplinks are silent. */
    ISOLATION,
    /** What came back proves nothing, and that for too long. */
    NOTHING_VALID,
    /** No reachability probe asks it. */
    NOT_ASKED,
    /** It is no longer in the inventory. */
    REMOVED
  }

  /**
   * What was known of a parent when the verdict fell.
   *
   * @param id the parent's id
   * @param state its state then
   * @param askedAt when the question was sent that its part rests on; null when it was never asked
   */
  public record Parent(String id, DeviceState state, @Nullable Instant askedAt) {

    /** Checks that nothing is missing. */
    public Parent {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(state, "state");
    }
  }
}
