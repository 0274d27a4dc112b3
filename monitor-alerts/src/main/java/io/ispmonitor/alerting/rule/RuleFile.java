package io.ispmonitor.alerting.rule;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rules as a file in JSON: {@code {"rules": [...]}}. A file is taken as a whole or not at all; all
 * that is wrong with it is told at once. At most 4 MiB and 5,000 rules.
 */
public final class RuleFile {
  private static final int MOST_RULES = 5_000;

  private final Mistakes mistakes;
  private final List<Rule> rules = new ArrayList<>();

  /** Where each id stands first, also those of rules with mistakes. */
  private final Map<String, Located> places = new LinkedHashMap<>();

  private final Map<String, String> paths = new HashMap<>();

  private RuleFile(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /**
   * The rules of a file in UTF-8.
   *
   * @throws RuleFileException when anything is wrong with it
   * @throws IOException when it cannot be read
   */
  public static List<Rule> read(Path file) throws IOException {
    try (Reader text = Files.newBufferedReader(file)) {
      return read(text, file.toString());
    }
  }

  /**
   * The rules of a text.
   *
   * @param name what messages call it
   * @throws RuleFileException when anything is wrong with it
   * @throws IOException when it cannot be read
   */
  public static List<Rule> read(Reader text, String name) throws IOException {
    Mistakes mistakes = new Mistakes(name);
    Located document = JsonTree.read(text, mistakes);
    RuleFile file = new RuleFile(mistakes);
    if (document != null) {
      file.take(document);
    }
    mistakes.check();
    return List.copyOf(file.rules);
  }

  /** The text of a file with these rules, which reads back equal. */
  public static String write(Iterable<? extends Rule> rules) {
    return RuleWriter.write(rules);
  }

  private void take(Located document) {
    if (!(document instanceof Located.Fields fields)) {
      mistakes.at(document, "", "must be an object: {\"rules\": [...]}");
      return;
    }
    FieldReader reader = new FieldReader(fields, "", mistakes);
    List<Located> row = reader.row("rules");
    reader.refuseUnknown();
    if (row.size() > MOST_RULES) {
      mistakes.at(document, "rules", "at most %d rules are taken".formatted(MOST_RULES));
      return;
    }
    for (int i = 0; i < row.size() && !mistakes.isFull(); i++) {
      take(row.get(i), "rules[" + i + "]");
    }
    RuleGraph.mistakes(rules, places.keySet()).forEach(this::misfit);
  }

  private void take(Located value, String path) {
    if (!(value instanceof Located.Fields fields)) {
      mistakes.at(value, path, "must be an object, with id and type");
      return;
    }
    FieldReader reader = new FieldReader(fields, path, mistakes);
    @Nullable Rule rule = new RuleReader(reader, mistakes).read(fields, path);
    if (fields.values().get("id") instanceof Located.Text id) {
      if (places.putIfAbsent(id.value(), id) != null) {
        mistakes.at(id, path + ".id", "another rule has this id; give each its own");
        return;
      }
      paths.put(id.value(), path);
    }
    if (rule != null) {
      rules.add(rule);
    }
  }

  private void misfit(String id, String words) {
    Located place = places.get(id);
    if (place != null) {
      mistakes.at(place, paths.getOrDefault(id, ""), words);
    }
  }
}
