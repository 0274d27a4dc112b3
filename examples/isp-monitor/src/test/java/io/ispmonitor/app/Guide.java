package io.ispmonitor.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The operator's guide, as far as it can be checked. */
public record Guide(String text) {
  private static final Path FILE = Path.of("../../docs/operators-guide.md");
  private static final String FENCE = "```";

  /** Reads it. */
  public static Guide read() throws IOException {
    return new Guide(Files.readString(FILE));
  }

  /** The blocks of commands that can be copied, in their order. */
  public List<String> commands() {
    List<String> blocks = new ArrayList<>();
    StringBuilder block = null;
    for (String line : text.lines().toList()) {
      if (line.equals(FENCE + "sh")) {
        block = new StringBuilder();
      } else if (block != null && line.equals(FENCE)) {
        blocks.add(block.toString());
        block = null;
      } else if (block != null) {
        block.append(line).append('\n');
      }
    }
    return blocks;
  }

  /** What links may lead to: the headings in lower case, with a dash for each space. */
  List<String> anchors() {
    return text.lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
        .map(line -> line.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
        .toList();
  }
}
