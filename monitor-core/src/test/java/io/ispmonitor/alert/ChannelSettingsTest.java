package io.ispmonitor.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ChannelSettingsTest {
  private final ChannelSettings settings =
      new ChannelSettings(
          "noc",
          Map.of(
              "chat",
              "-100",
              "size",
              "12",
              "tls",
              "maybe",
              "wait",
              "PT5S",
              "to",
              "a@x.org, b@x.org",
              "base",
              "nonsense",
              "empty",
              " "),
          Map.of("token", Secret.of("hush-hush")));

  private static String refusal(Executable what) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, what).getMessage());
  }

  @Test
  @DisplayName("settings are read as what they are meant to be")
  void reads() {
    assertEquals("-100", settings.text("chat"));
    assertEquals(12, settings.number("size", 1, 1, 100));
    assertEquals(Duration.ofSeconds(5), settings.duration("wait", Duration.ofHours(1)));
    assertEquals(List.of("a@x.org", "b@x.org"), settings.list("to"));
    assertEquals("hush-hush", settings.secret("token").revealText());
    assertEquals("-100", settings.secret("chat").revealText(), "a word may be a secret");
    assertEquals("none", settings.text("empty", "none"));
    assertTrue(settings.flag("absent", true));
  }

  @Test
  @DisplayName(
      "what is missing or wrong is told with the channel, the name and what would be right")
  void refuses() {
    assertEquals("channel noc: user is missing", refusal(() -> settings.text("user")));
    assertEquals("channel noc: key is missing", refusal(() -> settings.secret("key")));
    assertEquals(
        "channel noc: tls must be true or false, was 'maybe'",
        refusal(() -> settings.flag("tls", false)));
    assertEquals(
        "channel noc: size must be a number from 1 to 10, was '12'",
        refusal(() -> settings.number("size", 1, 1, 10)));
    assertEquals(
        "channel noc: base must be an address such as https://example.net/",
        refusal(() -> settings.uri("base", null)));
    assertEquals("channel noc: token must not be a secret", refusal(() -> settings.find("token")));
  }

  @Test
  @DisplayName("a misspelt setting is found, and named beside those there are")
  void unknown() {
    settings.text("chat");
    settings.secret("token");
    String said = refusal(settings::refuseUnknown);
    assertTrue(said.startsWith("channel noc: nothing is called [base, empty, size"), said);
    assertTrue(said.endsWith("there are [chat, token]"), said);
  }

  @Test
  @DisplayName("a secret is in no word that it says")
  void masked() {
    assertFalse(settings.toString().contains("hush"), settings.toString());
    assertTrue(settings.toString().contains("token"), settings.toString());
  }
}
