package io.ispmonitor.snmp.profile;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A file that was read but not yet understood, of a size that a person would write.
 *
 * @param name for messages
 * @param lines those that say something
 */
record SourceFile(String name, List<Line> lines) {
  /** The most bytes of a file. */
  static final int MOST_BYTES = 1 << 20;

  private static final int MOST_LINES = 20_000;
  private static final int LONGEST_LINE = 2_000;

  /** One line: its number, counted from 1, its first word, and those that follow. */
  record Line(int number, String keyword, Words words) {}

  /** Takes a file apart; what is wrong goes to the problems, the rest into the result. */
  static SourceFile of(String name, byte[] bytes, Problems problems) {
    List<Line> lines = new ArrayList<>();
    try {
      int number = 0;
      for (String line : (Iterable<String>) decoded(bytes).lines()::iterator) {
        number++;
        if (number > MOST_LINES) {
          throw new Fault(
              "the file has more than %d lines; divide it into several".formatted(MOST_LINES));
        }
        line(new Place(name, number), line, lines, problems);
      }
    } catch (Fault fault) {
      problems.add(new ProfileProblem(name, 0, fault.sentence()));
    }
    return new SourceFile(name, lines);
  }

  private static void line(Place place, String text, List<Line> lines, Problems problems) {
    try {
      if (text.length() > LONGEST_LINE) {
        throw new Fault(
            "the line has %d characters, %d are the most; divide it"
                .formatted(text.length(), LONGEST_LINE));
      }
      Words words = Words.of(text);
      if (words.more()) {
        lines.add(new Line(place.line(), words.next("a keyword"), words));
      }
    } catch (Fault fault) {
      problems.add(place.problem(fault.sentence()));
    }
  }

  private static String decoded(byte[] bytes) throws Fault {
    if (bytes.length > MOST_BYTES) {
      throw new Fault(
          "the file has more than %d bytes; divide it into several".formatted(MOST_BYTES));
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\ufeff") ? text.substring(1) : text; // some editors mark UTF-8 so
    } catch (CharacterCodingException e) {
      throw new Fault("the file is not text in UTF-8; save it so");
    }
  }
}
