package io.ispmonitor.alerting.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One line in English with places for facts, such as {@code {name}: {value} {unit}}. There is no
 * logic in it, and what a fact says is never read as a template again.
 *
 * @param text 1 to 500 characters; a brace that opens begins a place
 */
public record SummaryTemplate(String text) {
  private static final int LONGEST = 500;

  /** Checks length and braces. */
  public SummaryTemplate {
    if (text.isBlank() || text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "a summary has 1 to %d characters, not %d".formatted(LONGEST, text.length()));
    }
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', open + 1)) {
      if (text.indexOf('}', open) < 0) {
        throw new IllegalArgumentException(
            "summary '%s': the brace at character %d is never closed".formatted(text, open + 1));
      }
    }
  }

  /** The names of its places, in their order. */
  public List<String> places() {
    List<String> places = new ArrayList<>();
    int open = text.indexOf('{');
    while (open >= 0) {
      int close = text.indexOf('}', open);
      places.add(text.substring(open + 1, close));
      open = text.indexOf('{', close);
    }
    return places;
  }

  /** The line with facts in its places; a dash where there is no such fact. */
  public String with(Map<String, String> facts) {
    StringBuilder line = new StringBuilder(text.length() + 32);
    int from = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', from)) {
      int close = text.indexOf('}', open);
      line.append(text, from, open);
      line.append(facts.getOrDefault(text.substring(open + 1, close), "-"));
      from = close + 1;
    }
    return line.append(text, from, text.length()).toString();
  }

  /** Refuses places for which a sort of rule has no facts. */
  void check(String rule, Set<String> known) {
    for (String place : places()) {
      if (!known.contains(place)) {
        throw new IllegalArgumentException(
            "rule %s: the summary has a place {%s} for which there is no fact; %s"
                .formatted(rule, place, Nearest.hint(place, known)));
      }
    }
  }
}
