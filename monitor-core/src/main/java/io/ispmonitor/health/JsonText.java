package io.ispmonitor.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes JSON as of RFC 8259, field by field. What it writes is plain ASCII. */
final class JsonText {
  private static final double NANOS = 1e9;

  private final StringBuilder out = new StringBuilder(4_096);
  private boolean first = true;

  JsonText begin() {
    out.append('{');
    first = true;
    return this;
  }

  JsonText end() {
    out.append('}');
    first = false;
    return this;
  }

  /** A field whose value is written next, by {@link #begin()}. */
  JsonText object(String name) {
    name(name);
    return begin();
  }

  /** An object with a field for each thing, named apart where names are the same. */
  <T> JsonText all(
      String name, List<T> things, Function<T, String> nameOf, BiConsumer<JsonText, T> fields) {
    object(name);
    UniqueNames names = new UniqueNames();
    for (T thing : things) {
      object(names.of(nameOf.apply(thing)));
      fields.accept(this, thing);
      end();
    }
    return end();
  }

  JsonText text(String name, @Nullable String value) {
    name(name);
    if (value == null) {
      out.append("null");
    } else {
      quoted(value);
    }
    return this;
  }

  JsonText texts(String name, List<String> values) {
    name(name);
    out.append('[');
    for (int i = 0; i < values.size(); i++) {
      out.append(i == 0 ? "" : ",");
      quoted(values.get(i));
    }
    out.append(']');
    return this;
  }

  JsonText number(String name, @Nullable Long value) {
    name(name);
    out.append(value);
    return this;
  }

  /** A number; {@code null} when it is none that JSON has. */
  JsonText number(String name, @Nullable Double value) {
    name(name);
    out.append(value == null || !Double.isFinite(value) ? "null" : value.toString());
    return this;
  }

  JsonText seconds(String name, @Nullable Duration value) {
    return number(name, value == null ? null : (Double) (nanos(value) / NANOS));
  }

  JsonText time(String name, @Nullable Instant value) {
    return text(name, value == null ? null : value.toString());
  }

  private static double nanos(Duration duration) {
    return duration.getSeconds() * NANOS + duration.getNano();
  }

  private void name(String name) {
    if (!first) {
      out.append(',');
    }
    first = false;
    quoted(name);
    out.append(':');
  }

  /** All but printable ASCII is escaped, lone surrogates too, so that no encoding can spoil it. */
  private void quoted(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        escaped(Character.isSurrogate(c) && !isPaired(text, i) ? '\uFFFD' : c);
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private void escaped(char c) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(Character.forDigit(c >> shift & 0xF, 16));
    }
  }

  private static boolean isPaired(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
