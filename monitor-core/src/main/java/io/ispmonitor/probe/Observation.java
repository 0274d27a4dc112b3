package io.ispmonitor.probe;

import io.ispmonitor.metric.Readings;
import java.time.Instant;
import java.util.Objects;

/**
 * Something about a device that nobody asked for: a trap, a message of a broker, a feed of the
 * host's own.
 *
 * @param device the device's id
 * @param source who tells, such as {@code trap} or {@code mqtt}
 * @param at when it was so, as far as the source knows
 * @param event what happened, in a word such as {@code linkDown}; empty when there are only values
 * @param instance to which part of the device, such as an interface; empty for the device as a
 *     whole. What ends an event has to name the same part
 * @param text what the source says in words; hostile until proved otherwise, so show it escaped
 * @param readings the values that came with it
 */
public record Observation(
    String device,
    String source,
    Instant at,
    String event,
    String instance,
    String text,
    Readings readings) {
  private static final int MAX_WORD = 100;
  private static final int MAX_INSTANCE = 2_000;
  private static final int MAX_TEXT = 4_096;

  /** Checks the lengths, since what is pushed to us may come from anywhere. */
  public Observation {
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(readings, "readings");
    check("source", source, MAX_WORD);
    check("event", event, MAX_WORD);
    check("instance", instance, MAX_INSTANCE);
    check("text", text, MAX_TEXT);
    if (source.isBlank()) {
      throw new IllegalArgumentException(
          "observation of device '" + device + "' has no source; name who tells");
    }
  }

  /** Of the device as a whole. */
  public Observation(
      String device, String source, Instant at, String event, String text, Readings readings) {
    this(device, source, at, event, "", text, readings);
  }

  /** Values from a source. */
  public static Observation of(String device, String source, Instant at, Readings readings) {
    return new Observation(device, source, at, "", "", readings);
  }

  /** An event of the device as a whole from a source. */
  public static Observation event(
      String device, String source, Instant at, String event, String text) {
    return new Observation(device, source, at, event, text, Readings.NONE);
  }

  /** An event of a part of the device, such as an interface, from a source. */
  public static Observation event(
      String device, String source, Instant at, String event, String instance, String text) {
    return new Observation(device, source, at, event, instance, text, Readings.NONE);
  }

  /** With every control character escaped, so that it can be logged. */
  @Override
  public String toString() {
    return "Observation[device=%s, source=%s, at=%s, event=%s, instance=%s, text=%s, readings=%s]"
        .formatted(
            escaped(device),
            escaped(source),
            at,
            escaped(event),
            escaped(instance),
            escaped(text),
            readings);
  }

  private static String escaped(String value) {
    StringBuilder safe = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      int type = Character.getType(c);
      boolean control =
          type == Character.CONTROL
              || type == Character.FORMAT
              || type == Character.LINE_SEPARATOR
              || type == Character.PARAGRAPH_SEPARATOR;
      if (control) {
        safe.append("\\u%04x".formatted((int) c));
      } else {
        safe.append(c);
      }
    }
    return safe.toString();
  }

  private static void check(String what, String value, int max) {
    if (value.length() > max) {
      throw new IllegalArgumentException(
          "observation: %s has %d characters; at most %d are taken, so cut it before"
              .formatted(what, value.length(), max));
    }
  }
}
