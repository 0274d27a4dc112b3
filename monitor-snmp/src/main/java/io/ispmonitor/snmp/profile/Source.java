package io.ispmonitor.snmp.profile;

import java.util.Locale;
import java.util.Objects;

/**
 * Where the knowledge of an object comes from.
 *
 * @param confidence how far it can be trusted
 * @param text which document, such as {@code IF-MIB, RFC 2863}
 */
public record Source(Confidence confidence, String text) {
  /** Nothing is said. */
  public static final Source UNSAID = new Source(Confidence.ASSUMED, "");

  /** Refuses null at once, where the mistake is. */
  public Source {
    Objects.requireNonNull(confidence, "confidence");
    Objects.requireNonNull(text, "text");
  }

  /** How far an object can be trusted to be what it is taken for. */
  public enum Confidence {
    /** Read in the MIB, or in a definition that was checked against it. */
    MIB,
    /** Used so by other software; the MIB was not read. */
    IN_USE,
    /** Believed to be so; neither was read. */
    ASSUMED;

    /** As it is written in a file. */
    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
