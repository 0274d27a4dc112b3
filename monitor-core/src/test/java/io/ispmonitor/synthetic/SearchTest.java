package io.ispmonitor.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SearchTest {
  private static final Pattern POLYNOMIAL = Pattern.compile("a.*a.*a.*a.*a.*a!!");
  private static final String SHORT = "a".repeat(20) + "!";

  private final Search search = new Search();

  @Test
  @DisplayName("a pattern is found in one of several texts, or in none")
  void found() {
    Pattern pattern = Pattern.compile("^b");
    assertEquals(Search.Finding.FOUND, search.inAny(List.of("a", "bc"), pattern));
    assertEquals(Search.Finding.MISSING, search.inAny(List.of("a", "cb"), pattern));
    assertEquals(Search.Finding.MISSING, search.inAny(List.of(), pattern));
  }

  @Test
  @DisplayName("what is bearable for one text is given up for hundreds of them")
  void manyTexts() {
    assertEquals(Search.Finding.MISSING, new Search().in(SHORT, POLYNOMIAL));
    assertEquals(
        Search.Finding.GIVEN_UP, search.inAny(Collections.nCopies(700, SHORT), POLYNOMIAL));
  }

  @Test
  @DisplayName("after a search was given up, nothing of the same answer is searched any more")
  void oneBudget() {
    search.in("a".repeat(5_000), POLYNOMIAL);
    assertEquals(Search.Finding.GIVEN_UP, search.in("b", Pattern.compile("b")));
  }

  @Test
  @DisplayName("a text in which it is found counts, although others were given up")
  void foundAfterAll() {
    Pattern deep = Pattern.compile("^(a|aa)+$");
    assertEquals(Search.Finding.FOUND, search.inAny(List.of("a".repeat(50_000) + "!", "a"), deep));
  }
}
