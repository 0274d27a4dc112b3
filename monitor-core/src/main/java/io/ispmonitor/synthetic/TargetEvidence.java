package io.ispmonitor.synthetic;

import io.ispmonitor.probe.ProbeOutcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one target says of the Internet.
 *
 * @param device the id of the device that was asked
 * @param probe the name of the probe that asked it
 * @param finding how it counts
 * @param askedAt when it was last asked with a valid outcome; null when it never was
 * @param outcome the last valid outcome; null when there was none
 */
public record TargetEvidence(
    String device,
    String probe,
    Finding finding,
    @Nullable Instant askedAt,
    @Nullable ProbeOutcome outcome) {

  /** How a target counts. */
  public enum Finding {
    /** It answered as expected. */
    REACHED,
    /** It was silent, refused, or answered otherwise. */
    MISSED,
    /** No valid outcome, or none of late. */
    UNKNOWN
  }
}
