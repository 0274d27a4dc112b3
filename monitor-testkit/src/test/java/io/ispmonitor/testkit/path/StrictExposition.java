package io.ispmonitor.testkit.path;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text format of Prometheus, version 0.0.4, more strictly than Prometheus itself: every
 * family begins with HELP and TYPE and stays together, no series repeats, histograms are whole.
 */
final class StrictExposition {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern HELP = Pattern.compile("# HELP (\\S+) (([^\\\\]|\\\\\\\\|\\\\n)*)");
  private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (counter|gauge|histogram)");
  private static final Pattern LABEL =
      Pattern.compile(
          "([a-zA-Z_][a-zA-Z0-9_]*)=\"(([^\"\\\\]|\\\\\\\\|\\\\\"|\\\\n)*)\"(,(?=.)|$)");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?(E-?\\d+)?|NaN|[+-]Inf");

  private final Map<String, String> types = new LinkedHashMap<>();
  private final Map<String, Double> series = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> labels = new LinkedHashMap<>();
  private final List<String> comments = new ArrayList<>();
  private final Set<String> helped = new HashSet<>();
  private String family = "";

  private StrictExposition() {}

  /** Reads a whole text. */
  static StrictExposition of(String text) {
    StrictExposition read = new StrictExposition();
    check(text.isEmpty() || text.endsWith("\n"), "the last line does not end", text);
    for (String line : text.split("\n", -1)) {
      read.line(line);
    }
    read.types.forEach((name, type) -> read.histogram(name, type));
    return read;
  }

  /** The families, with their types, in their order. */
  Map<String, String> types() {
    return types;
  }

  /** The value of a series such as {@code up{device="a"}}; fails when there is none. */
  double value(String of) {
    Double value = series.get(of);
    check(value != null, "no series " + of, series.keySet());
    return value == null ? Double.NaN : value;
  }

  /** The same of something that is counted. */
  long total(String of) {
    double value = value(of);
    check(value == Math.rint(value), "no whole number: " + value, of);
    return (long) value;
  }

  /** Whether there is such a series. */
  boolean has(String of) {
    return series.containsKey(of);
  }

  /** All series, with labels in their order. */
  Set<String> series() {
    return series.keySet();
  }

  /** Comments that are no HELP and no TYPE. */
  List<String> comments() {
    return comments;
  }

  /** The labels of a series, unescaped. */
  Map<String, String> labels(String of) {
    return labels.getOrDefault(of, Map.of());
  }

  private void line(String line) {
    Matcher help = HELP.matcher(line);
    Matcher type = TYPE.matcher(line);
    if (line.isEmpty()) {
      return;
    }
    if (help.matches()) {
      check(helped.add(help.group(1)), "a second HELP", line);
    } else if (type.matches()) {
      family = type.group(1);
      check(helped.contains(family), "TYPE without HELP", line);
      check(NAME.matcher(family).matches(), "a bad name", line);
      check(types.put(family, type.group(2)) == null, "a second TYPE", line);
    } else if (line.startsWith("# HELP") || line.startsWith("# TYPE")) {
      throw new AssertionError("not understood: " + line);
    } else if (line.startsWith("#")) {
      comments.add(line);
    } else {
      sample(line);
    }
  }

  private void sample(String line) {
    int end = line.lastIndexOf(' ');
    String whole = line.substring(0, end);
    String number = line.substring(end + 1);
    int brace = whole.indexOf('{');
    String name = brace < 0 ? whole : whole.substring(0, brace);
    check(NAME.matcher(name).matches(), "a bad name", line);
    check(NUMBER.matcher(number).matches(), "a bad number", line);
    boolean isHistogram = "histogram".equals(types.get(family));
    boolean belongs =
        isHistogram
            ? name.matches(Pattern.quote(family) + "_(bucket|sum|count)")
            : name.equals(family);
    check(belongs, "outside its family '" + family + "'", line);
    labels.put(whole, brace < 0 ? Map.of() : labels(line, whole.substring(brace)));
    check(series.put(whole, parsed(number)) == null, "a second time", line);
  }

  private static Map<String, String> labels(String line, String text) {
    check(text.endsWith("}"), "labels do not end", line);
    String inner = text.substring(1, text.length() - 1);
    Map<String, String> found = new TreeMap<>();
    Matcher label = LABEL.matcher(inner);
    int at = 0;
    while (at < inner.length()) {
      check(label.find(at) && label.start() == at, "a bad label at " + at, line);
      check(found.put(label.group(1), unescaped(label.group(2))) == null, "label twice", line);
      at = label.end();
    }
    return found;
  }

  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        char next = text.charAt(++i);
        plain.append(next == 'n' ? '\n' : next);
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  private static double parsed(String number) {
    return switch (number) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(number);
    };
  }

  /** Its buckets rise up to the one without a bound, which holds as many as are counted. */
  private void histogram(String name, String type) {
    if (!type.equals("histogram")) {
      return;
    }
    Map<Map<String, String>, SortedMap<Double, Double>> buckets = new LinkedHashMap<>();
    labels.forEach(
        (whole, of) -> {
          if (whole.startsWith(name + "_bucket")) {
            Map<String, String> others = new TreeMap<>(of);
            double bound = parsed(String.valueOf(others.remove("le")));
            buckets.computeIfAbsent(others, any -> new TreeMap<>()).put(bound, value(whole));
          }
        });
    buckets.forEach((of, counts) -> checkBuckets(name, of, counts));
  }

  private void checkBuckets(String name, Map<String, String> of, SortedMap<Double, Double> counts) {
    double before = 0;
    for (double count : counts.values()) {
      check(count >= before, "buckets of " + name + " fall", counts);
      before = count;
    }
    check(counts.lastKey() == Double.POSITIVE_INFINITY, name + " lacks +Inf", counts);
    String count = find(name + "_count", of);
    check(value(count) == before, name + " counts otherwise", counts);
    check(value(find(name + "_sum", of)) >= 0, name + " lacks a sum", counts);
  }

  private String find(String name, Map<String, String> of) {
    for (Map.Entry<String, Map<String, String>> entry : labels.entrySet()) {
      boolean isNamed = entry.getKey().equals(name) || entry.getKey().startsWith(name + "{");
      if (isNamed && entry.getValue().equals(of)) {
        return entry.getKey();
      }
    }
    throw new AssertionError("no " + name + " for " + of);
  }

  private static void check(boolean holds, String what, Object where) {
    if (!holds) {
      throw new AssertionError(what + ": " + where);
    }
  }
}
