package io.ispmonitor.benchmarks.anomaly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The windows of {@code combined_windows.json}: for each file, pairs of first and last time. */
final class NabLabels {
  private static final Pattern FILE =
      Pattern.compile("\"([^\"]+)\"\\s*:\\s*\\[((?:\\s*\\[[^\\]]*\\]\\s*,?)*)\\s*\\]");
  private static final Pattern TIMES =
      Pattern.compile("\\[\\s*\"([^\"]+)\"\\s*,\\s*\"([^\"]+)\"\\s*\\]");

  private final Map<String, List<long[]>> times;

  private NabLabels(Map<String, List<long[]>> times) {
    this.times = times;
  }

  static NabLabels read(Path file) throws IOException {
    Map<String, List<long[]>> times = new HashMap<>();
    Matcher files = FILE.matcher(Files.readString(file));
    while (files.find()) {
      times.put(files.group(1), pairs(files.group(2)));
    }
    return new NabLabels(times);
  }

  private static List<long[]> pairs(String text) {
    List<long[]> pairs = new ArrayList<>();
    Matcher found = TIMES.matcher(text);
    while (found.find()) {
      pairs.add(
          new long[] {CsvFile.epochNanos(found.group(1)), CsvFile.epochNanos(found.group(2))});
    }
    return pairs;
  }

  /**
   * The windows of a file.
   *
   * @throws IllegalArgumentException if nothing is said about it, or a window has no row
   */
  List<Window> windows(String name, List<CsvFile.Row> rows) {
    List<long[]> known = times.get(name);
    if (known == null) {
      throw new IllegalArgumentException("the labels say nothing about '" + name + "'");
    }
    return known.stream()
        .map(pair -> window(name, pair[0], pair[1], rows))
        .sorted((a, b) -> Integer.compare(a.first(), b.first()))
        .toList();
  }

  private static Window window(String name, long from, long to, List<CsvFile.Row> rows) {
    int first = -1;
    int last = -1;
    for (int i = 0; i < rows.size(); i++) {
      long time = rows.get(i).epochNanos();
      if (time >= from && time <= to) {
        first = first < 0 ? i : first;
        last = i;
      }
    }
    if (first < 0) {
      throw new IllegalArgumentException(
          "a window of '" + name + "' holds none of its " + rows.size() + " rows");
    }
    return new Window(first, last);
  }
}
