package io.ispmonitor.power;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a device that no longer answers ran out of power or lost its link.
 *
 * @param device the device's id
 * @param at when it was judged
 * @param loss what was lost, most likely
 * @param supply the device whose voltage this rests on: itself or a parent; null when there is none
 * @param words the evidence, and what to do
 */
public record PowerFinding(
    String device, Instant at, Loss loss, @Nullable String supply, String words) {

  /** What was lost. */
  public enum Loss {
    /** Its power. */
    POWER,
    /** Its link, or the device itself: power there was. */
    LINK,
    /** What is known of its voltage does not tell. */
    UNDECIDED
  }
}
