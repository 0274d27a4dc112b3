package io.ispmonitor.benchmarks.anomaly;

import io.ispmonitor.metric.EpochNanos;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A file of the benchmark: a line of names, then {@code timestamp,value} lines. Times are taken for
 * UTC.
 */
final class CsvFile {
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd['T'][' ']HH:mm[:ss]")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT);

  /** So that no byte of a file keeps the rest of it from being read. */
  private static final Charset ANY_BYTES = StandardCharsets.ISO_8859_1;

  private CsvFile() {}

  /**
   * A row, as it stands in the file and as it is understood.
   *
   * @param timestamp the time as it is written
   * @param text the value as it is written
   */
  record Row(String timestamp, String text, long epochNanos, double value) {}

  /**
   * The rows of a file. A line that is no row is left out and told of; a value that is no number is
   * NaN and told of.
   */
  static List<Row> read(Path file, Consumer<String> bad) throws IOException {
    List<String> lines = Files.readAllLines(file, ANY_BYTES);
    List<Row> rows = new ArrayList<>();
    for (int line = 1; line <= lines.size(); line++) {
      String text = lines.get(line - 1).strip();
      String where = file + ":" + line + ": ";
      if (!text.isEmpty() && !(line == 1 && text.contains("timestamp"))) {
        row(text, problem -> bad.accept(where + problem + ": " + text)).ifPresent(rows::add);
      }
    }
    return rows;
  }

  private static Optional<Row> row(String line, Consumer<String> bad) {
    String[] fields = line.split(",", -1);
    if (fields.length < 2) {
      bad.accept("left out, timestamp and value are wanted");
      return Optional.empty();
    }
    try {
      long time = epochNanos(fields[0].strip());
      return Optional.of(new Row(fields[0], fields[1], time, value(fields[1], bad)));
    } catch (DateTimeParseException e) {
      bad.accept("left out, a time such as 2014-04-10 16:15:00 is wanted");
      return Optional.empty();
    }
  }

  private static double value(String text, Consumer<String> bad) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      bad.accept("no number, so it is not scored");
      return Double.NaN;
    }
  }

  /** The time of a timestamp, in nanoseconds since 1970. */
  static long epochNanos(String timestamp) {
    return EpochNanos.of(LocalDateTime.parse(timestamp, TIME).toInstant(ZoneOffset.UTC));
  }

  /** The files {@code <category>/<file>.csv} of a folder, as names in order. */
  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(path -> path.toString().endsWith(".csv") && Files.isRegularFile(path))
          .map(path -> folder.relativize(path).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  /** Writes the rows again with the scores. */
  static void write(Path file, List<Row> rows, double[] scores) throws IOException {
    StringBuilder text = new StringBuilder("timestamp,value,anomaly_score\n");
    for (int i = 0; i < scores.length; i++) {
      Row row = rows.get(i);
      text.append(row.timestamp()).append(',').append(row.text()).append(',');
      text.append(scores[i]).append('\n');
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text, ANY_BYTES);
  }
}
