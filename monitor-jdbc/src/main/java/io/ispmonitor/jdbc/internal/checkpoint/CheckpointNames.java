package io.ispmonitor.jdbc.internal.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which files of a directory are checkpoints; the higher the number, the newer. */
final class CheckpointNames {
  static final String SUFFIX = ".checkpoint";
  private static final Pattern NAME = Pattern.compile("(\\d{16})" + Pattern.quote(SUFFIX));

  private CheckpointNames() {}

  static Path file(Path directory, long number) {
    return directory.resolve(String.format(Locale.ROOT, "%016d", number) + SUFFIX);
  }

  static long number(Path file) {
    Matcher matcher = NAME.matcher(file.getFileName().toString());
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
  }

  static List<Path> newestFirst(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(file -> number(file) >= 0)
          .sorted(Comparator.comparingLong(CheckpointNames::number).reversed())
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }
}
