package io.ispmonitor.icmp;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lines of words with tabs between, the first of which says what the line is about. */
final class Tabs {
  private static final String NONE = "-";

  private Tabs() {}

  static String join(String keyword, @Nullable Object... values) {
    return Stream.concat(
            Stream.of(keyword),
            Arrays.stream(values).map(value -> value == null ? NONE : value.toString()))
        .collect(Collectors.joining("\t"));
  }

  static List<String> split(String line) {
    return List.of(line.split("\t", -1));
  }

  static @Nullable String text(String word) {
    return word.equals(NONE) ? null : word;
  }

  static @Nullable Instant instant(String word) {
    return word.equals(NONE) ? null : Instant.parse(word);
  }
}
