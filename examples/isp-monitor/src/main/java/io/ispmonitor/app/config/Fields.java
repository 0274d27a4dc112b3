package io.ispmonitor.app.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Named values of a file. Whatever is wrong becomes a problem, and the reading goes on with the
 * usual value, so that all that is wrong is found. Who has read all there is to read calls {@link
 * #refuseUnknown}.
 */
final class Fields {
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();
  private final String path;
  private final Problems problems;
  private final int line;

  Fields(MappingNode map, String path, Problems problems) {
    this.path = path;
    this.problems = problems;
    this.line = YamlFile.line(map);
    for (NodeTuple field : map.getValue()) {
      String key = field.getKeyNode() instanceof ScalarNode name ? name.getValue() : "?";
      int at = YamlFile.line(field.getKeyNode());
      if (nodes.putIfAbsent(key, field.getValueNode()) != null) {
        problems.add(at, "%s is given twice; leave one".formatted(name(key)));
      }
      lines.putIfAbsent(key, at);
    }
  }

  private Fields(String path, int line, Problems problems) {
    this.path = path;
    this.problems = problems;
    this.line = line;
  }

  /** Of a line of a table: what is empty is not there. */
  static Fields ofLine(Map<String, String> values, int line, String path, Problems problems) {
    Fields fields = new Fields(path, line, problems);
    values.forEach(
        (key, value) -> {
          if (!value.isBlank()) {
            fields.nodes.put(key, new ScalarNode(Tag.STR, value.strip(), ScalarStyle.PLAIN));
            fields.lines.put(key, line);
          }
        });
    return fields;
  }

  static Fields none(Problems problems) {
    return new Fields("", 0, problems);
  }

  Problems problems() {
    return problems;
  }

  int line() {
    return line;
  }

  /** The line of a field, or that of all of them where it is not there. */
  int line(String key) {
    return lines.getOrDefault(key, line);
  }

  boolean has(String key) {
    asked.add(key);
    Node node = nodes.get(key);
    return node != null && !node.getTag().equals(Tag.NULL);
  }

  /** What is wrong with the value of a field. */
  void wrong(String key, String what) {
    problems.add(line(key), name(key) + " " + what);
  }

  private String name(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  Optional<String> find(String key) {
    if (!has(key)) {
      return Optional.empty();
    }
    if (nodes.get(key) instanceof ScalarNode scalar) {
      return Optional.of(scalar.getValue().strip());
    }
    wrong(key, "must be a single value");
    return Optional.empty();
  }

  /** A text that has to be there; empty where it is not. */
  String text(String key) {
    Optional<String> value = find(key);
    if (value.isEmpty() && !has(key)) {
      problems.add(line, name(key) + " is missing");
    }
    return value.orElse("");
  }

  String text(String key, String usual) {
    return find(key).orElse(usual);
  }

  /** What a function makes of a text; a problem where it refuses with a sentence. */
  <T> Optional<T> read(String key, Function<String, T> reader) {
    return find(key).flatMap(text -> read(key, text, reader));
  }

  private <T> Optional<T> read(String key, String text, Function<String, T> reader) {
    try {
      return Optional.of(reader.apply(text));
    } catch (IllegalArgumentException | DateTimeException e) {
      wrong(key, "is '%s': %s".formatted(text, e.getMessage()));
      return Optional.empty();
    }
  }

  int number(String key, int usual, int least, int most) {
    return read(key, text -> inRange(Integer.valueOf(digits(text)), least, most)).orElse(usual);
  }

  private static String digits(String text) {
    if (!text.matches("-?[0-9]{1,9}")) {
      throw new IllegalArgumentException("must be a whole number");
    }
    return text;
  }

  private static int inRange(int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException("must be from %d to %d".formatted(least, most));
    }
    return value;
  }

  Optional<Double> decimal(String key) {
    return read(
        key,
        text -> {
          if (!text.matches("-?[0-9]{1,12}(\\.[0-9]{1,12})?")) {
            throw new IllegalArgumentException("must be a number such as -23.55");
          }
          return Double.valueOf(text);
        });
  }

  boolean flag(String key, boolean usual) {
    return read(
            key,
            text ->
                switch (text.toLowerCase(Locale.ROOT)) {
                  case "true" -> true;
                  case "false" -> false;
                  default -> throw new IllegalArgumentException("must be true or false");
                })
        .orElse(usual);
  }

  Duration duration(String key, Duration usual, Duration least, Duration most) {
    return read(key, text -> Durations.within(text, least, most)).orElse(usual);
  }

  <E extends Enum<E>> E oneOf(String key, Class<E> words, E usual) {
    return read(key, text -> Words.of(words, text)).orElse(usual);
  }

  /** One text or a list of them. */
  List<String> texts(String key) {
    if (!has(key)) {
      return List.of();
    }
    Node node = nodes.get(key);
    List<String> texts = new ArrayList<>();
    for (Node item : node instanceof SequenceNode list ? list.getValue() : List.of(node)) {
      if (item instanceof ScalarNode scalar) {
        texts.add(scalar.getValue().strip());
      } else {
        problems.add(YamlFile.line(item), name(key) + " must be a text or a list of texts");
      }
    }
    return texts;
  }

  /** Fields in a field; null where it is not there. */
  @Nullable Fields fields(String key) {
    if (!has(key)) {
      return null;
    }
    if (nodes.get(key) instanceof MappingNode map) {
      return new Fields(map, name(key), problems);
    }
    wrong(key, "must have fields of its own, such as 'name: value'");
    return null;
  }

  /** A list of things with fields. */
  List<Fields> list(String key) {
    if (!has(key)) {
      return List.of();
    }
    if (!(nodes.get(key) instanceof SequenceNode list)) {
      wrong(key, "must be a list, each entry begun with '- '");
      return List.of();
    }
    List<Fields> entries = new ArrayList<>();
    for (Node item : list.getValue()) {
      if (item instanceof MappingNode map) {
        entries.add(new Fields(map, "%s[%d]".formatted(name(key), entries.size() + 1), problems));
      } else {
        problems.add(YamlFile.line(item), "each entry of %s must have fields".formatted(name(key)));
      }
    }
    return entries;
  }

  /** Things by their names, each with fields. */
  Map<String, Fields> named(String key) {
    Map<String, Fields> entries = new LinkedHashMap<>();
    Fields all = fields(key);
    if (all != null) {
      for (String name : all.names()) {
        Fields one = all.fields(name);
        if (one != null) {
          entries.put(name, one);
        }
      }
    }
    return entries;
  }

  /** Texts by their names. */
  Map<String, String> textsByName(String key) {
    Map<String, String> entries = new LinkedHashMap<>();
    Fields all = fields(key);
    if (all != null) {
      for (String name : all.names()) {
        all.find(name).ifPresent(text -> entries.put(name, text));
      }
    }
    return entries;
  }

  /** The names of all fields, asked for or not. */
  List<String> names() {
    return List.copyOf(nodes.keySet());
  }

  /** Names nobody has asked for are mistyped ones. */
  void refuseUnknown() {
    for (String key : nodes.keySet()) {
      if (!asked.contains(key)) {
        problems.add(
            line(key), "%s is not known here%s".formatted(name(key), Words.nearest(key, asked)));
      }
    }
  }
}
