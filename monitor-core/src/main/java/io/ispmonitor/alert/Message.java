package io.ispmonitor.alert;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a notice says, in the language of its readers and without markup: every character of it is
 * to be shown as it is, so a channel escapes all of it and adds what it wants to look like. Control
 * characters and overrides of the writing direction are gone already.
 *
 * @param title in one line, at most 300 characters
 * @param fields names with values, in one line each, in their order
 * @param text more, in several lines; empty for nothing, at most 20,000 characters
 * @param link where to read what to do, in ASCII: what is not is written in percent-encoded UTF-8;
 *     null for nowhere
 */
public record Message(String title, List<Field> fields, String text, @Nullable URI link) {
  private static final int LONGEST_TITLE = 300;
  private static final int LONGEST_TEXT = 20_000;

  /**
   * A value with a name.
   *
   * @param name in one line, at most 100 characters
   * @param value in one line, at most 1,000 characters
   */
  public record Field(String name, String value) {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_VALUE = 1_000;

    /** Cleans both. */
    public Field {
      name = CleanText.line(name, LONGEST_NAME);
      value = CleanText.line(value, LONGEST_VALUE);
    }
  }

  /** Cleans all of it. */
  public Message {
    title = CleanText.line(title, LONGEST_TITLE);
    fields = List.copyOf(fields);
    text = CleanText.lines(text, LONGEST_TEXT);
    link = link == null ? null : ascii(link);
  }

  /** A URI of Java may hold any letter, and what turns the direction of writing. */
  private static URI ascii(URI link) {
    String whole = link.toString();
    if (whole.chars().allMatch(c -> c < 128)) {
      return link;
    }
    // Not toASCIIString(), which may normalise to what is not allowed, and fails on half a pair.
    StringBuilder ascii = new StringBuilder(whole.length() * 3);
    for (byte b : whole.getBytes(StandardCharsets.UTF_8)) {
      ascii.append(b < 0 ? "%%%02X".formatted(b) : (char) b);
    }
    return URI.create(ascii.toString());
  }

  /** A title and nothing else. */
  public static Message of(String title) {
    return new Message(title, List.of(), "", null);
  }

  /** All of it in plain text: the title, a line for each field, the text, the link. */
  public String plain() {
    StringBuilder plain = new StringBuilder(title);
    fields.forEach(
        field -> plain.append('\n').append(field.name()).append(": ").append(field.value()));
    if (!text.isEmpty()) {
      plain.append('\n').append(text);
    }
    if (link != null) {
      plain.append('\n').append(link);
    }
    return plain.toString();
  }
}
