package io.ispmonitor.testkit.path;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON as RFC 8259 has it and not one character more; fields must not repeat. */
final class StrictJson {
  private final String text;
  private int at;

  private StrictJson(String text) {
    this.text = text;
  }

  /** The object that the text is. */
  static Map<String, @Nullable Object> object(String text) {
    StrictJson json = new StrictJson(text);
    Map<String, @Nullable Object> read = json.object();
    json.check(json.at == text.length(), "something follows the object");
    return read;
  }

  /** The object under these names, one inside the other. */
  @SuppressWarnings("unchecked")
  static Map<String, @Nullable Object> in(Map<String, @Nullable Object> object, String... names) {
    Map<String, @Nullable Object> inner = object;
    for (String name : names) {
      Object found = inner.get(name);
      if (!(found instanceof Map<?, ?>)) {
        throw new AssertionError("no object '" + name + "' in " + inner.keySet());
      }
      inner = (Map<String, @Nullable Object>) found;
    }
    return inner;
  }

  private @Nullable Object value() {
    char c = peek();
    if (c == '{') {
      return object();
    }
    if (c == '[') {
      return array();
    }
    if (c == '"') {
      return string();
    }
    if (text.startsWith("null", at)) {
      at += 4;
      return null;
    }
    return number();
  }

  private Map<String, @Nullable Object> object() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    take('{');
    while (peek() != '}') {
      if (!fields.isEmpty()) {
        take(',');
      }
      String name = string();
      take(':');
      check(!fields.containsKey(name), "field '" + name + "' repeats");
      fields.put(name, value());
    }
    take('}');
    return fields;
  }

  private List<@Nullable Object> array() {
    List<@Nullable Object> values = new ArrayList<>();
    take('[');
    while (peek() != ']') {
      if (!values.isEmpty()) {
        take(',');
      }
      values.add(value());
    }
    take(']');
    return values;
  }

  private String string() {
    take('"');
    StringBuilder read = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at++);
      check(c >= ' ', "a control character stands unescaped");
      check(!Character.isSurrogate(c), "a surrogate stands unescaped");
      read.append(c == '\\' ? escaped() : c);
    }
    take('"');
    String whole = read.toString();
    check(isWellFormed(whole), "a surrogate is alone");
    return whole;
  }

  private char escaped() {
    char c = text.charAt(at++);
    if (c != 'u') {
      int which = "\"\\/bfnrt".indexOf(c);
      check(which >= 0, "no escape \\" + c);
      return "\"\\/\b\f\n\r\t".charAt(which);
    }
    at += 4;
    return (char) Integer.parseInt(text.substring(at - 4, at), 16);
  }

  private static boolean isWellFormed(String text) {
    return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= 0xDFFF);
  }

  private BigDecimal number() {
    int from = at;
    while ("+-.0123456789eE".indexOf(peek()) >= 0) {
      at++;
    }
    String digits = text.substring(from, at);
    check(
        digits.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?"), "no number: '" + digits + "'");
    return new BigDecimal(digits);
  }

  private char peek() {
    check(at < text.length(), "it ends too soon");
    return text.charAt(at);
  }

  private void take(char wanted) {
    check(peek() == wanted, "expected " + wanted);
    at++;
  }

  private void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("%s at %d of %s".formatted(what, at, text));
    }
  }
}
