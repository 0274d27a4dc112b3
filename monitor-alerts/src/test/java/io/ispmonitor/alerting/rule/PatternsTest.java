package io.ispmonitor.alerting.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.DeviceKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternsTest {

  private static String any(SplittableRandom random, String letters, int most) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(most); length > 0; length--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(longs = {61, 62})
  @DisplayName("a pattern means the same names as the regular expression would")
  void likeRegularExpressions(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int matched = 0;
    for (int i = 0; i < 20_000; i++) {
      String pattern = any(random, "ab*", 7);
      String name = any(random, "ab", 7);
      boolean expected = Pattern.matches(pattern.replace("*", ".*"), name);
      assertEquals(expected, new NamePattern(pattern).matches(name), pattern + " and " + name);
      matched += expected ? 1 : 0;
    }
    assertTrue(matched > 500, "matched " + matched);
  }

  @Test
  @DisplayName("no pattern is slow")
  void notSlow() {
    NamePattern pattern = new NamePattern("*a".repeat(99) + "b");
    assertFalse(
        assertTimeoutPreemptively(
            Duration.ofSeconds(5), () -> pattern.matches("a".repeat(100_000))));
  }

  @Test
  @DisplayName("what a fact says is not read as a template again")
  void factsAreNotTemplates() {
    SummaryTemplate template = new SummaryTemplate("{name}: {text} {value}");
    assertEquals(List.of("name", "text", "value"), template.places());
    assertEquals(
        "{value}: } {name} -", template.with(Map.of("name", "{value}", "text", "} {name}")));
    assertThrows(IllegalArgumentException.class, () -> new SummaryTemplate("{name"));
  }

  @Test
  @DisplayName("filters of devices mean what they say")
  void filters() {
    assertTrue(DeviceFilter.every().matches(Desk.TOWER));
    assertTrue(DeviceFilter.ids("x", "tower-7").matches(Desk.TOWER));
    assertTrue(DeviceFilter.label("region", "north").matches(Desk.TOWER));
    assertFalse(DeviceFilter.label("region", "").matches(Desk.TOWER));
    DeviceFilter radio = DeviceFilter.kind(DeviceKind.RADIO);
    assertFalse(radio.matches(Desk.TOWER));
    assertTrue(radio.or(radio.negated()).matches(Desk.TOWER));
    assertFalse(radio.and(radio.negated()).matches(Desk.TOWER));
  }

  @Test
  @DisplayName("numbers are written to the resolution of their metric, without needless zeros")
  void numbers() {
    assertEquals("23.9", Words.number(null, 23.9));
    assertEquals("24", Words.number(Desk.TRAFFIC, 23.9));
    assertEquals("900000000", Words.number(Desk.TRAFFIC, 9e8));
    assertEquals("0", Words.number(Desk.TRAFFIC, -0.2));
    assertEquals("200 bit/s", Words.amount(Desk.TRAFFIC, 200));
    assertEquals("-", Words.number(null, Double.NaN));
  }
}
