package io.ispmonitor.snmp.profile;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of one line, taken one after the other. Blanks part them; what stands between quotation
 * marks is as it is, blanks and all; a {@code #} outside of them begins a comment.
 */
final class Words {
  private final List<String> words;
  private int next;

  private Words(List<String> words) {
    this.words = words;
  }

  static Words of(String line) throws Fault {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    boolean inQuotes = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (Character.isISOControl(c) && c != '\t') {
        throw new Fault(
            "character %d is a control character (code %d); write plain text"
                .formatted(i + 1, (int) c));
      }
      if (c == '"') {
        inQuotes = !inQuotes;
        inWord = true;
      } else if (inQuotes || !(c == ' ' || c == '\t' || c == '#')) {
        word.append(c);
        inWord = true;
      } else {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
          inWord = false;
        }
        if (c == '#') {
          break;
        }
      }
    }
    if (inQuotes) {
      throw new Fault("the quotation mark is not closed; quoted text ends on the line it begins");
    }
    if (inWord) {
      words.add(word.toString());
    }
    return new Words(words);
  }

  /** Whether another word follows. */
  boolean more() {
    return next < words.size();
  }

  /** The word that follows; {@code what} says what should stand there. */
  String next(String what) throws Fault {
    if (!more()) {
      String after = next == 0 ? "" : " after " + Quoted.of(words.get(next - 1));
      throw new Fault("the line ends%s; %s should follow".formatted(after, what));
    }
    return words.get(next++);
  }

  /** Leaves out what still follows. */
  void skip() {
    next = words.size();
  }

  /** Refuses what still follows. */
  void end() throws Fault {
    if (more()) {
      throw new Fault(
          "%s is too much; put text with blanks in quotation marks"
              .formatted(Quoted.of(words.get(next))));
    }
  }
}
