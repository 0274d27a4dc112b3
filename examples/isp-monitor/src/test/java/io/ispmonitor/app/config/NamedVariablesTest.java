package io.ispmonitor.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedVariablesTest {
  private static final String CHANNEL =
      "channels: {on-duty: {type: telegram, token: env:TELEGRAM_TOKEN, chat: \"-1001\"}}\n";

  @TempDir Path directory;

  @Test
  @DisplayName("a token that the file names needs no chat of the environment")
  void token() throws Exception {
    Configuration read = read(CHANNEL, Map.of("TELEGRAM_TOKEN", "1:of-test"));
    assertEquals(Set.of("on-duty"), read.channels().keySet());
    assertEquals(List.of(), read.notes());
  }

  @Test
  @DisplayName("a chat of the environment makes no second channel with the token of the first")
  void chat() throws Exception {
    Configuration read =
        read(CHANNEL, Map.of("TELEGRAM_TOKEN", "1:of-test", "TELEGRAM_CHAT_ID", "-1002"));
    assertEquals(Set.of("on-duty"), read.channels().keySet());
    assertEquals(List.of(), read.routes());
    assertTrue(
        read.notes().get(0).startsWith("TELEGRAM_CHAT_ID is not used"), read.notes()::toString);
  }

  @Test
  @DisplayName("a webhook that the file names makes no second channel")
  void webhook() throws Exception {
    Configuration read =
        read(
            "channels: {team: {type: slack, url: env:SLACK_WEBHOOK_URL}}\n",
            Map.of("SLACK_WEBHOOK_URL", "https://hooks.example/of-test"));
    assertEquals(Set.of("team"), read.channels().keySet());
  }

  @Test
  @DisplayName("a token that nobody names needs its chat")
  void alone() {
    ConfigurationException refused =
        assertThrows(
            ConfigurationException.class,
            () -> read("name: a\n", Map.of("TELEGRAM_TOKEN", "1:of-test")));
    assertTrue(
        refused.problems().get(0).toString().contains("TELEGRAM_CHAT_ID is missing"),
        refused.problems()::toString);
  }

  private Configuration read(String text, Map<String, String> environment)
      throws IOException, ConfigurationException {
    Path file = Files.writeString(directory.resolve("test.yaml"), text);
    return ConfigurationReader.read(file, environment);
  }
}
