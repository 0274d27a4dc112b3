package io.ispmonitor.alerting.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one object. What is wrong is noted, and reading goes on with something that
 * does no harm. A field that nobody asked for is unknown.
 */
final class FieldReader {
  private final Located.Fields fields;
  private final String path;
  private final Mistakes mistakes;
  private final Set<String> asked = new TreeSet<>();

  FieldReader(Located.Fields fields, String path, Mistakes mistakes) {
    this.fields = fields;
    this.path = path;
    this.mistakes = mistakes;
  }

  boolean has(String name) {
    return find(name) != null;
  }

  @Nullable Located find(String name) {
    asked.add(name);
    return fields.values().get(name);
  }

  String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** A text that has to be there; empty when it is not. */
  String text(String name) {
    return text(name, missing(name, "a text"));
  }

  @Nullable String maybeText(String name) {
    Located value = find(name);
    return value == null ? null : text(name, value);
  }

  private String text(String name, @Nullable Located value) {
    if (value instanceof Located.Text text) {
      return text.value();
    }
    wrong(name, value, "must be a text in quotation marks");
    return "";
  }

  double number(String name) {
    Located value = missing(name, "a number");
    if (value instanceof Located.Number number && Double.isFinite(number.value())) {
      return number.value();
    }
    wrong(name, value, "must be a number, such as 24.5");
    return 0;
  }

  @Nullable Double maybeNumber(String name) {
    return has(name) ? (Double) number(name) : null;
  }

  int count(String name, int otherwise) {
    Located value = find(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Located.Number number
        && number.value() == Math.rint(number.value())
        && number.value() >= 1
        && number.value() <= Integer.MAX_VALUE) {
      return (int) number.value();
    }
    wrong(name, value, "must be a whole number from 1 on");
    return otherwise;
  }

  boolean truth(String name, boolean otherwise) {
    Located value = find(name);
    if (value instanceof Located.Truth truth) {
      return truth.value();
    }
    wrong(name, value, "must be true or false");
    return otherwise;
  }

  /** A duration; null when it is not there, or is none. */
  @Nullable Duration maybeTime(String name) {
    Located value = find(name);
    if (value == null) {
      return null;
    }
    Duration time =
        value instanceof Located.Text text ? Times.parse(text.value()).orElse(null) : null;
    if (time == null) {
      wrong(name, value, "must be a time such as \"90s\", \"5m\", \"1h 30m\" or \"PT5M\"");
    }
    return time;
  }

  Duration time(String name, Duration otherwise) {
    Duration time = maybeTime(name);
    return time == null ? otherwise : time;
  }

  /** A duration that has to be there. */
  Duration time(String name) {
    missing(name, "a time such as \"5m\"");
    return time(name, Duration.ofMinutes(1));
  }

  /** One of a few words; null when it is none of them. */
  @Nullable String word(String name, Collection<String> known) {
    Located value = find(name);
    return value == null ? null : word(name, value, known);
  }

  @Nullable String word(String name, Located value, Collection<String> known) {
    if (value instanceof Located.Text text && known.contains(text.value())) {
      return text.value();
    }
    String word = value instanceof Located.Text text ? text.value() : "";
    wrong(
        name, value, "is not known" + (mistakes.isFull() ? "" : "; " + Nearest.hint(word, known)));
    return null;
  }

  /** The texts of a list that has to be there. */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Located value : row(name)) {
      texts.add(text(name + "[" + texts.size() + "]", value));
    }
    return texts;
  }

  /** The values of a list that has to be there. */
  List<Located> row(String name) {
    Located value = missing(name, "a list");
    if (value instanceof Located.Row row) {
      return row.values();
    }
    wrong(name, value, "must be a list in square brackets");
    return List.of();
  }

  /** Texts by name; none when it is not there. */
  Map<String, String> words(String name) {
    Map<String, String> words = new TreeMap<>();
    Located value = find(name);
    if (value instanceof Located.Fields named) {
      named.values().forEach((key, one) -> words.put(key, text(name + "." + key, one)));
    } else {
      wrong(name, value, "must be texts by name, such as {\"team\": \"field\"}");
    }
    return words;
  }

  /** Exactly one of some fields has to be there: which; null when it is not so. */
  @Nullable String oneOf(String... names) {
    List<String> there = new ArrayList<>();
    for (String name : names) {
      if (has(name)) {
        there.add(name);
      }
    }
    if (there.size() == 1) {
      return there.get(0);
    }
    String all = String.join(", ", names);
    mistakes.at(
        fields,
        path,
        there.isEmpty()
            ? "one of these is needed: " + all
            : "only one of these may be there: " + String.join(", ", there));
    return null;
  }

  void refuseUnknown() {
    for (Map.Entry<String, Located> field : fields.values().entrySet()) {
      if (!asked.contains(field.getKey()) && !mistakes.isFull()) {
        mistakes.at(
            field.getValue(),
            path(field.getKey()),
            "there is no such field; " + Nearest.hint(field.getKey(), asked));
      }
    }
  }

  void wrong(String name, @Nullable Located value, String words) {
    if (value != null) {
      mistakes.at(value, path(name), words);
    }
  }

  private @Nullable Located missing(String name, String what) {
    Located value = find(name);
    if (value == null) {
      mistakes.at(fields, path(name), "is missing; it must be " + what);
    }
    return value;
  }
}
