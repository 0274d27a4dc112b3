package io.ispmonitor.app.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A file of YAML (version 1.2) as its nodes, which know their lines. */
final class YamlFile {

  /** 100,000 devices in one file take some 20 MB. */
  private static final int MOST_BYTES = 64 << 20;

  private static final int DEEPEST = 20;
  private static final Set<Tag> PLAIN = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL);

  private YamlFile() {}

  /**
   * Reads a file.
   *
   * @return its fields; none when it cannot be read, which is a problem then
   */
  static Fields read(Path file, Problems problems) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        problems.add(0, "the file is larger than 64 MB; put devices into a CSV file");
        return Fields.none(problems);
      }
      return read(Files.readString(file), problems);
    } catch (CharacterCodingException e) {
      problems.add(0, "the file is no text in UTF-8; save it as such");
    } catch (IOException e) {
      problems.add(0, "the file cannot be read: " + e.getClass().getSimpleName());
    }
    return Fields.none(problems);
  }

  static Fields read(String text, Problems problems) {
    LoadSettings settings =
        LoadSettings.builder().setCodePointLimit(MOST_BYTES).setParseComments(false).build();
    try {
      Optional<Node> root = new Compose(settings).composeReader(new StringReader(text));
      if (root.isEmpty()) {
        return Fields.none(problems);
      }
      if (!(root.get() instanceof MappingNode map)) {
        problems.add(line(root.get()), "the file must have fields such as 'name: value'");
        return Fields.none(problems);
      }
      return isPlain(map, 0, problems) ? new Fields(map, "", problems) : Fields.none(problems);
    } catch (MarkedYamlEngineException e) {
      problems.add(
          e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0),
          "this is no YAML: %s".formatted(e.getProblem()));
    } catch (YamlEngineException e) {
      problems.add(0, "this is no YAML: " + e.getMessage());
    }
    return Fields.none(problems);
  }

  /** Anchors make small files large ones, and tags make values what nobody expects. */
  private static boolean isPlain(Node node, int depth, Problems problems) {
    if (node.getAnchor().isPresent()) {
      problems.add(line(node), "anchors (&name) are not known here; write it out");
      return false;
    }
    if (depth > DEEPEST) {
      problems.add(line(node), "fields lie too deep in each other");
      return false;
    }
    boolean plain = true;
    if (node instanceof MappingNode map) {
      for (NodeTuple field : map.getValue()) {
        plain &= isPlain(field.getKeyNode(), depth + 1, problems);
        plain &= isPlain(field.getValueNode(), depth + 1, problems);
      }
    } else if (node instanceof SequenceNode list) {
      for (Node item : list.getValue()) {
        plain &= isPlain(item, depth + 1, problems);
      }
    } else if (!PLAIN.contains(node.getTag())) {
      problems.add(
          line(node), "the tag %s is not known here; leave it out".formatted(node.getTag()));
      plain = false;
    }
    return plain;
  }

  /** From 1. */
  static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }
}
