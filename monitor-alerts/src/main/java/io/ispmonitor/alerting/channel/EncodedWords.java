package io.ispmonitor.alerting.channel;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A line as encoded words in Base64, for a header that may hold ASCII only (RFC 2047). So is what
 * looks like encoded words itself: decoded it could hold anything.
 */
final class EncodedWords {
  private static final String BEGIN = "=?UTF-8?B?";
  private static final String END = "?=";

  /** So that no line of a subject is longer than 76 characters, the name of the header included. */
  private static final int MOST_BYTES = 39;

  private EncodedWords() {}

  /** Whether a line cannot stand in a header as it is. */
  static boolean areNeeded(String line) {
    return line.contains("=?") || !line.chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  /** The words, one in a line, each of whole characters. */
  static String of(String line) {
    StringBuilder words = new StringBuilder();
    StringBuilder word = new StringBuilder();
    int bytes = 0;
    for (int point : line.codePoints().toArray()) {
      String character = Character.toString(point);
      int more = utf8(character).length;
      if (bytes + more > MOST_BYTES) {
        append(words, word);
        bytes = 0;
      }
      word.append(character);
      bytes += more;
    }
    append(words, word);
    return words.toString();
  }

  private static void append(StringBuilder words, StringBuilder word) {
    words
        .append(words.isEmpty() ? "" : "\r\n ")
        .append(BEGIN)
        .append(Base64.getEncoder().encodeToString(utf8(word.toString())))
        .append(END);
    word.setLength(0);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
