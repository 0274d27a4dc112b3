package io.ispmonitor.alerting.channel;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which alerts are kept in a directory, in lines of JSON: the one written first comes first. */
final class AlertIndex {
  /** The name of the index itself. */
  static final String FILE = "index.jsonl";

  private static final JsonFactory JSON = new JsonFactory();

  /** Lines by file. */
  private final Map<String, String> lines = new LinkedHashMap<>();

  private AlertIndex() {}

  /** What a directory holds, whatever its index says: files that it lacks count as the oldest. */
  static AlertIndex read(Path directory) throws IOException {
    AlertIndex index = new AlertIndex();
    Map<String, String> told = told(directory.resolve(FILE));
    Set<String> files = files(directory);
    for (String file : files) {
      if (!told.containsKey(file)) {
        index.put(file, line(file));
      }
    }
    told.keySet().retainAll(files);
    index.lines.putAll(told);
    return index;
  }

  /** What the index says; lines that are none are left out, wherever they come from. */
  private static Map<String, String> told(Path index) throws IOException {
    Map<String, String> told = new LinkedHashMap<>();
    if (Files.exists(index)) {
      String text = new String(Files.readAllBytes(index), StandardCharsets.UTF_8);
      text.lines()
          .forEach(
              line -> {
                String file = file(line);
                if (AlertFileName.isOurs(file)) {
                  told.put(file, line);
                }
              });
    }
    return told;
  }

  /** Which file a line is about; empty when it does not say. */
  private static String file(String line) {
    String file = "";
    try (JsonParser parser = JSON.createParser(line)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          boolean isFile = parser.currentName().equals("file");
          parser.nextToken();
          file = isFile ? parser.getText() : file;
          parser.skipChildren();
        }
      }
      return parser.currentToken() == JsonToken.END_OBJECT ? file : "";
    } catch (IOException e) {
      return "";
    }
  }

  private static Set<String> files(Path directory) throws IOException {
    TreeSet<String> files = new TreeSet<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "alert-*.json")) {
      found.forEach(path -> files.add(path.getFileName().toString()));
    }
    files.removeIf(file -> !AlertFileName.isOurs(file));
    return files;
  }

  /** A line that says no more than that there is a file. */
  private static String line(String file) {
    return NoticeJson.text(
        json -> {
          json.writeStartObject();
          json.writeNumberField("version", NoticeJson.VERSION);
          json.writeStringField("file", file);
          json.writeEndObject();
        });
  }

  /** A file was written: it is the newest now. */
  void put(String file, String line) {
    lines.remove(file);
    lines.put(file, line);
  }

  /** A file is gone. */
  void forget(String file) {
    lines.remove(file);
  }

  boolean has(String file) {
    return lines.containsKey(file);
  }

  int size() {
    return lines.size();
  }

  /** The file that was written first; there has to be one. */
  String oldest() {
    return lines.keySet().iterator().next();
  }

  /** All lines. */
  String text() {
    StringBuilder text = new StringBuilder();
    lines.values().forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }
}
