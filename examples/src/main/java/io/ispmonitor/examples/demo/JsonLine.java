package io.ispmonitor.examples.demo;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object on one line. Everything but printable ASCII is written as an escape, so that a
 * line means the same whatever the character set of the output is (RFC 8259, section 7). Not for
 * use by several threads.
 */
final class JsonLine {
  private final StringBuilder text = new StringBuilder("{");

  JsonLine() {}

  /** A string, or null. */
  JsonLine put(String key, @Nullable String value) {
    key(key);
    if (value == null) {
      text.append("null");
    } else {
      string(value);
    }
    return this;
  }

  /** A number; null when it is not finite, since JSON has no word for that. */
  JsonLine put(String key, double value) {
    key(key);
    text.append(Double.isFinite(value) ? Double.toString(value) : "null");
    return this;
  }

  /** A number of things. */
  JsonLine count(String key, long value) {
    key(key);
    text.append(value);
    return this;
  }

  /** Yes or no. */
  JsonLine put(String key, boolean value) {
    key(key);
    text.append(value);
    return this;
  }

  /** The object. */
  @Override
  public String toString() {
    return text + "}";
  }

  private void key(String key) {
    if (text.length() > 1) {
      text.append(',');
    }
    string(key);
    text.append(':');
  }

  private void string(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      character(value.charAt(i));
    }
    text.append('"');
  }

  private void character(char c) {
    switch (c) {
      case '"' -> text.append("\\\"");
      case '\\' -> text.append("\\\\");
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      default -> {
        if (c >= ' ' && c < 0x7F) {
          text.append(c);
        } else {
          // A surrogate pair becomes two escapes, and one half alone stays what it was.
          text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        }
      }
    }
  }
}
