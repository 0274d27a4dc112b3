package io.ispmonitor.capacity;

import java.util.List;
import java.util.Optional;

/**
 * Whether a device may fail soon.
 *
 * @param device the device's id
 * @param name what people call it
 * @param level how likely
 * @param restarts how often it restarted; empty when its uptime is not known
 * @param evidence what that rests on, in words
 */
public record FailureForecast(
    String device,
    String name,
    Level level,
    Optional<RestartHistory> restarts,
    List<String> evidence) {

  /** How likely a failure is, from the least on. */
  public enum Level {
    /** Neither restarts nor signal can be judged. */
    NOT_ENOUGH_DATA,
    /** Nothing speaks for it. */
    NONE,
    /** Something is not as it was: look at it when you are there. */
    WATCH,
    /** It is on its way out: plan a visit. */
    WARNING,
    /** Restarts and signal both speak for it: go. */
    CRITICAL
  }

  /** Copies the evidence. */
  public FailureForecast {
    evidence = List.copyOf(evidence);
  }

  /** The evidence in one line. */
  public String words() {
    return String.join("; ", evidence);
  }
}
