package io.ispmonitor.app.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ispmonitor.alert.LedgerEntry;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.reachability.DeviceState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What can be said of the page without a browser. */
class PageTest {
  private static final Path WEB = Path.of("src/main/resources/web");
  private static final Pattern KEY =
      Pattern.compile("\\bt\\('([^'$]+)'|\\bt\\([\\w. ]+ \\? '([a-z.]+)' : '([a-z.]+)'\\)");
  private static final Pattern ELSEWHERE =
      Pattern.compile("(?:https?:)?//(?!www\\.w3\\.org/)[a-z0-9-]+\\.[a-z]{2,}");
  private static final Pattern INLINE =
      Pattern.compile(
          "(?i)<script(?![^>]*\\bsrc=)|\\bon[a-z]+=\"|<style|\\bstyle=\"|innerHTML|document\\.write|\\beval\\(");

  @Test
  @DisplayName("both languages say the same things")
  void languages() throws IOException {
    JsonNode english = texts("en");
    JsonNode portuguese = texts("pt-BR");
    assertEquals(keys(english), keys(portuguese));
    for (String key : keys(english)) {
      assertFalse(portuguese.get(key).asText().isBlank(), key);
      assertEquals(places(english.get(key).asText()), places(portuguese.get(key).asText()), key);
    }
  }

  @Test
  @DisplayName("whatever the page says has a text")
  void keys() throws IOException {
    Set<String> known = keys(texts("en"));
    for (Path script : files(".js")) {
      KEY.matcher(Files.readString(script))
          .results()
          .flatMap(match -> Stream.of(1, 2, 3).map(match::group))
          .filter(key -> key != null && !key.equals("true") && key.length() > 1)
          .forEach(key -> assertTrue(known.contains(key), script + ": " + key));
    }
  }

  @Test
  @DisplayName("every value that the server may name has words")
  void values() throws IOException {
    Set<String> known = keys(texts("en"));
    for (LedgerEntry.Decision decision : LedgerEntry.Decision.values()) {
      String key = "decision." + decision.name().toLowerCase(Locale.ROOT);
      assertTrue(known.contains(key), key);
    }
    for (Severity severity : Severity.values()) {
      String key = "severity." + severity.name().toLowerCase(Locale.ROOT);
      assertTrue(known.contains(key), key);
    }
    for (HealthStatus status : HealthStatus.values()) {
      String key = "health." + status.name().toLowerCase(Locale.ROOT);
      assertTrue(known.contains(key), key);
    }
    for (DeviceState state : DeviceState.values()) {
      assertTrue(known.contains("state." + state.name()), state::name);
    }
  }

  @Test
  @DisplayName("nothing comes from elsewhere, and nothing is written into the page as markup")
  void local() throws IOException {
    List<Path> all = new ArrayList<>(files(".js"));
    all.addAll(files(".html"));
    all.addAll(files(".css"));
    for (Path file : all) {
      String text = Files.readString(file);
      assertFalse(ELSEWHERE.matcher(text).find(), file::toString);
      assertFalse(INLINE.matcher(text).find(), file::toString);
    }
    assertTrue(all.size() > 15, all::toString);
  }

  private static JsonNode texts(String language) throws IOException {
    return new ObjectMapper().readTree(WEB.resolve("text/" + language + ".json").toFile());
  }

  private static Set<String> keys(JsonNode texts) {
    Set<String> keys = new TreeSet<>();
    texts.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /** The places in a text where values go. */
  private static Set<String> places(String text) {
    Set<String> places = new TreeSet<>();
    Pattern.compile("\\{\\w+}").matcher(text).results().forEach(match -> places.add(match.group()));
    return places;
  }

  private static List<Path> files(String end) throws IOException {
    try (Stream<Path> files = Files.walk(WEB)) {
      return files.filter(file -> file.toString().endsWith(end)).toList();
    }
  }
}
