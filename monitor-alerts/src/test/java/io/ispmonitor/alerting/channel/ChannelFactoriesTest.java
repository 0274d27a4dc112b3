package io.ispmonitor.alerting.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.ChannelFactory;
import io.ispmonitor.alert.ChannelSettings;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.secret.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Channels made from settings. */
class ChannelFactoriesTest {
  private static final Map<String, Map<String, String>> WORDS =
      Map.of(
          "telegram", Map.of("chat", "-1", "topic", "7", "base", "http://localhost:8081/"),
          "slack", Map.of("conversation", "C1", "timeout", "PT5S"),
          "whatsapp",
              Map.of(
                  "sender",
                  "1",
                  "to",
                  "+5511912345678",
                  "template",
                  "alert",
                  "language",
                  "pt_BR",
                  "parts",
                  "title, severity"),
          "webhook", Map.of("headers", "X-Key", "header.X-Key", "k", "allow-plain-http", "true"));

  private static final Map<String, Map<String, Secret>> SECRETS =
      Map.of(
          "telegram", Map.of("token", Secret.of("1:a")),
          "slack", Map.of("token", Secret.of("xoxb-1")),
          "whatsapp", Map.of("token", Secret.of("EAAJ")),
          "webhook",
              Map.of(
                  "url",
                  Secret.of("http://hooks.example/x?key=hidden"),
                  "signing-secrets",
                  Secret.of(FakeWebhook.SECRET + " " + FakeWebhook.SECRET)));

  private static Map<String, ChannelFactory> factories() {
    Map<String, ChannelFactory> found = new TreeMap<>();
    for (ChannelFactory factory : ServiceLoader.load(ChannelFactory.class)) {
      found.put(factory.type(), factory);
    }
    return found;
  }

  private static NotificationChannel create(
      String type, Map<String, String> words, Map<String, Secret> secrets) {
    ChannelFactory factory = factories().get(type);
    if (factory == null) {
      throw new AssertionError("nobody makes " + type);
    }
    return factory.create("noc", new ChannelSettings("noc", words, secrets));
  }

  @Test
  @DisplayName("each type is found and made from its settings, and shows none of its secrets")
  void made() {
    WORDS.forEach(
        (type, words) -> {
          try (NotificationChannel channel =
              create(type, words, SECRETS.getOrDefault(type, Map.of()))) {
            assertEquals("noc", channel.name());
            assertTrue(channel.toString().endsWith("Channel[noc]"), channel.toString());
          }
        });
  }

  @Test
  @DisplayName("a setting that is misspelt, or missing, is named")
  void wrong() {
    WORDS.forEach(
        (type, words) -> {
          Map<String, String> misspelt = new HashMap<>(words);
          misspelt.put("tiemout", "PT5S");
          Map<String, Secret> secrets = SECRETS.getOrDefault(type, Map.of());
          refused("tiemout", type, misspelt, secrets);
          refused(
              type.equals("webhook") || type.equals("slack") ? "url" : "token",
              type,
              words,
              Map.of());
        });
    refused(
        "parts",
        "whatsapp",
        change("whatsapp", "parts", "titel"),
        SECRETS.getOrDefault("whatsapp", Map.of()));
    refused(
        "https",
        "webhook",
        change("webhook", "allow-plain-http", "false"),
        SECRETS.getOrDefault("webhook", Map.of()));
  }

  private static Map<String, String> change(String type, String name, String value) {
    Map<String, String> words = new HashMap<>(WORDS.getOrDefault(type, Map.of()));
    words.put(name, value);
    return words;
  }

  private static void refused(
      String named, String type, Map<String, String> words, Map<String, Secret> secrets) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> create(type, words, secrets), type);
    assertTrue(refused.toString().contains(named), refused.toString());
    assertTrue(refused.toString().contains("noc"), refused.toString());
    assertFalse(refused.toString().contains("hidden"), refused.toString());
  }
}
