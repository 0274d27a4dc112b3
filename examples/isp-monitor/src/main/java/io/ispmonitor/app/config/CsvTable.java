package io.ispmonitor.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table with a line of names and a line for each thing (RFC 4180): commas or semicolons, quotes
 * where a value has one of these, as spreadsheets write them.
 */
final class CsvTable {
  private static final int MOST_BYTES = 64 << 20;

  private final String text;
  private final char comma;
  private int at;
  private int line = 1;

  private CsvTable(String text) {
    this.text = text;
    String first = text.lines().findFirst().orElse("");
    this.comma =
        first.chars().filter(c -> c == ';').count() > first.chars().filter(c -> c == ',').count()
            ? ';'
            : ',';
  }

  /** Reads all lines of a file; what is wrong becomes a problem. */
  static List<Fields> read(Path file, Problems problems) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        problems.add(0, "the file is larger than 64 MB");
        return List.of();
      }
      String text = Files.readString(file);
      return new CsvTable(text.startsWith("\ufeff") ? text.substring(1) : text).rows(problems);
    } catch (IOException e) {
      problems.add(
          0,
          "the table cannot be read as text in UTF-8: %s".formatted(e.getClass().getSimpleName()));
      return List.of();
    }
  }

  private List<Fields> rows(Problems problems) {
    List<Fields> rows = new ArrayList<>();
    List<String> names = at < text.length() ? line(problems) : List.of();
    while (at < text.length()) {
      int begin = line;
      List<String> values = line(problems);
      if (values.size() == 1 && values.get(0).isBlank()) {
        continue;
      }
      if (values.size() > names.size()) {
        problems.add(begin, "has %d values for %d columns".formatted(values.size(), names.size()));
        continue;
      }
      Map<String, String> row = new LinkedHashMap<>();
      for (int column = 0; column < values.size(); column++) {
        row.put(names.get(column).strip(), values.get(column));
      }
      rows.add(Fields.ofLine(row, begin, "", problems));
    }
    return rows;
  }

  private List<String> line(Problems problems) {
    List<String> values = new ArrayList<>();
    while (true) {
      values.add(value(problems));
      if (at >= text.length()) {
        return values;
      }
      char end = text.charAt(at++);
      if (end == '\n') {
        line++;
        return values;
      }
    }
  }

  /** Up to the comma or the end of the line, which it leaves there. */
  private String value(Problems problems) {
    StringBuilder value = new StringBuilder();
    boolean isQuoted = at < text.length() && text.charAt(at) == '"';
    int begin = line;
    at += isQuoted ? 1 : 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (isQuoted && c == '"') {
        at++;
        if (at >= text.length() || text.charAt(at) != '"') {
          isQuoted = false;
          continue;
        }
      } else if (!isQuoted && (c == comma || c == '\n')) {
        break;
      } else if (c == '\n') {
        line++;
      }
      value.append(c);
      at++;
    }
    if (isQuoted) {
      problems.add(begin, "a quote is not closed");
    }
    return value.toString().strip();
  }
}
