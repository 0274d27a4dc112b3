package io.ispmonitor.diagnosis;

import java.time.Duration;
import java.util.Objects;

/**
 * What one step of a diagnosis found.
 *
 * @param found what it found; so far, where the diagnosis was over before the step
 * @param took how long the step took
 * @param <T> what sort of finding it is
 */
public record Timed<T>(T found, Duration took) {
  /** Refuses null at once, where the mistake is. */
  public Timed {
    Objects.requireNonNull(found, "found");
    Objects.requireNonNull(took, "took");
  }

  /** How long it took, in words. */
  String tookWords() {
    return " (" + Words.millis(took) + ")";
  }
}
