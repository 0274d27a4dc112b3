package io.ispmonitor.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a page apart as strictly as XML, of which it has no more than tags, quotes and texts. */
final class Tags {
  private static final Pattern TAG =
      Pattern.compile("<(/?)([a-z0-9]+)((?: +[A-Za-z0-9-]+=\"[^\"<>]*\")*) *(/?)>");
  private static final Pattern ATTRIBUTE = Pattern.compile("([A-Za-z0-9-]+)=\"([^\"]*)\"");
  private static final Pattern MARKUP = Pattern.compile("[<>]|&(?!(amp|lt|gt|quot|#39);)");

  private Tags() {}

  /**
   * A tag that opens an element.
   *
   * @param name of the element
   * @param attributes of it
   */
  record Tag(String name, Map<String, String> attributes) {
    double number(String attribute) {
      return Double.parseDouble(attributes.getOrDefault(attribute, "none"));
    }
  }

  /** The elements in their order; fails when they do not nest, or a text has markup. */
  static List<Tag> of(String page) {
    String rest = page.replaceFirst("<!DOCTYPE html>", "");
    List<Tag> tags = new ArrayList<>();
    Deque<String> open = new ArrayDeque<>();
    Matcher matcher = TAG.matcher(rest);
    int at = 0;
    for (; matcher.find(); at = matcher.end()) {
      assertPlain(rest.substring(at, matcher.start()));
      if (!matcher.group(1).isEmpty()) {
        assertEquals(open.pop(), matcher.group(2));
        continue;
      }
      tags.add(new Tag(matcher.group(2), attributes(matcher.group(3))));
      if (matcher.group(4).isEmpty() && !matcher.group(2).equals("meta")) {
        open.push(matcher.group(2));
      }
    }
    assertPlain(rest.substring(at));
    assertEquals(List.of(), List.copyOf(open), "what was not closed");
    return tags;
  }

  static List<Tag> of(String page, String name) {
    return of(page).stream().filter(tag -> tag.name().equals(name)).toList();
  }

  private static void assertPlain(String text) {
    assertFalse(MARKUP.matcher(text).find(), text);
  }

  private static Map<String, String> attributes(String text) {
    Map<String, String> attributes = new LinkedHashMap<>();
    Matcher matcher = ATTRIBUTE.matcher(text);
    while (matcher.find()) {
      attributes.put(matcher.group(1), matcher.group(2));
    }
    return attributes;
  }
}
