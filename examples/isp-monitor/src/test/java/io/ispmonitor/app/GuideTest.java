package io.ispmonitor.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GuideTest {
  private static final Path RULES = Path.of("deploy/prometheus/alerts.yml");
  private static final Pattern LINK = Pattern.compile("\\]\\(#([^)]*)\\)");
  private static final Pattern RULE =
      Pattern.compile(
          "alert: (\\w+)\\n(?:(?!- alert:)[\\s\\S])*?summary: (.+)\\n"
              + "(?:(?!- alert:)[\\s\\S])*?runbook: docs/operators-guide\\.md#(\\S+)");

  @Test
  @DisplayName("every link within the guide leads to one of its headings")
  void links() throws IOException {
    Guide guide = Guide.read();
    List<String> links = LINK.matcher(guide.text()).results().map(is -> is.group(1)).toList();
    assertFalse(links.isEmpty());
    links.forEach(link -> assertTrue(guide.anchors().contains(link), link));
  }

  @Test
  @DisplayName("every symptom has a check and a cure")
  void sections() throws IOException {
    String book = Guide.read().text().replaceAll("(?s).*# Run-book\\n|## Windows.*", "");
    List<String> sections = List.of(book.split("\\n## ", -1)).stream().skip(1).toList();
    assertTrue(sections.size() >= 12, () -> "" + sections.size());
    for (String section : sections) {
      assertTrue(section.contains("**Check**:"), section);
      assertTrue(section.contains("**Cure**:"), section);
    }
  }

  @Test
  @DisplayName("every alert for Prometheus says what is wrong, and where the guide says what to do")
  void alerts() throws IOException {
    Guide guide = Guide.read();
    String rules = Files.readString(RULES);
    List<MatchResult> all = RULE.matcher(rules).results().toList();
    assertEquals(Pattern.compile("- alert: ").matcher(rules).results().count(), all.size());
    for (MatchResult rule : all) {
      assertTrue(guide.anchors().contains(rule.group(3)), rule::group);
    }
  }
}
