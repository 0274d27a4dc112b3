package io.ispmonitor.alerting.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A text with named places, such as {@code {device} is down}. There is no logic in it, and what is
 * put in is never read as a template. Immutable; any thread.
 */
public final class Template {
  private final List<String> texts;
  private final List<String> names;

  private Template(List<String> texts, List<String> names) {
    this.texts = texts;
    this.names = names;
  }

  /**
   * Reads a template. Two braces stand for one.
   *
   * @throws IllegalArgumentException when a brace is not closed, or a name is not one
   */
  public static Template of(String template) {
    List<String> texts = new ArrayList<>();
    List<String> names = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      boolean isDoubled = i + 1 < template.length() && template.charAt(i + 1) == c;
      if ((c == '{' || c == '}') && isDoubled) {
        text.append(c);
        i++;
      } else if (c == '{') {
        int end = template.indexOf('}', i);
        names.add(name(template, i, end));
        texts.add(text.toString());
        text.setLength(0);
        i = end;
      } else if (c == '}') {
        throw new IllegalArgumentException(
            "template '%s': the brace at %d was never opened; write }} for one"
                .formatted(template, i));
      } else {
        text.append(c);
      }
    }
    texts.add(text.toString());
    return new Template(List.copyOf(texts), List.copyOf(names));
  }

  private static String name(String template, int from, int end) {
    String name = end < 0 ? "" : template.substring(from + 1, end);
    boolean isName = !name.isEmpty() && name.chars().allMatch(Template::isPartOfName);
    if (!isName) {
      throw new IllegalArgumentException(
          "template '%s': at %d there must be a name in braces, such as {device}"
              .formatted(template, from));
    }
    return name;
  }

  private static boolean isPartOfName(int c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-';
  }

  /** The names of its places. */
  public Set<String> names() {
    return new TreeSet<>(names);
  }

  /** Whether every place can be filled. */
  public boolean isFilledBy(Map<String, String> values) {
    return names.stream().allMatch(name -> !values.getOrDefault(name, "").isEmpty());
  }

  /** The text; a place that nothing is known of is left empty. */
  public String fill(Map<String, String> values) {
    StringBuilder filled = new StringBuilder(texts.get(0));
    for (int i = 0; i < names.size(); i++) {
      filled.append(values.getOrDefault(names.get(i), "")).append(texts.get(i + 1));
    }
    return filled.toString();
  }
}
