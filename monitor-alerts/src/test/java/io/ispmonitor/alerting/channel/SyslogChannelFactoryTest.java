package io.ispmonitor.alerting.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.ChannelSettings;
import io.ispmonitor.alert.NotificationChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyslogChannelFactoryTest {
  private static NotificationChannel create(Map<String, String> more) {
    Map<String, String> words =
        new HashMap<>(Map.of("transport", "udp", "host", "log.example.net"));
    words.putAll(more);
    ChannelSettings settings = new ChannelSettings("log", words, Map.of());
    return new SyslogChannelFactory().create("log", settings);
  }

  @ParameterizedTest
  @CsvSource({"udp, 514", "tcp, 601", "tls, 6514"})
  @DisplayName("each transport has its usual port")
  void ports(String transport, int port) {
    assertEquals(
        "SyslogChannel[log %s:log.example.net:%d]".formatted(transport, port),
        create(Map.of("transport", transport)).toString());
  }

  @Test
  @DisplayName("certificates to trust are read from a file")
  void certificates(@TempDir Path directory) throws Exception {
    TestKeys keys = TestKeys.named("localhost", directory);

    create(Map.of("transport", "tls", "ca", keys.certificate().toString()));

    Map<String, String> key = Map.of("transport", "tls", "ca", keys.key().toString());
    assertThrows(IllegalArgumentException.class, () -> create(key));
  }

  @ParameterizedTest
  @CsvSource({
    "transport, sctp, 'transport must be udp, tcp or tls'",
    "facility, 24, facility must be a number",
    "enterprise, 0, enterprise must be a number",
    "timeout, PT2M, the timeout must be from 1 ms to a minute",
    "ca, x.pem, nothing is called [ca]",
  })
  @DisplayName("a wrong setting is named with the channel")
  void wrongSettings(String name, String value, String message) {
    IllegalArgumentException wrong =
        assertThrows(IllegalArgumentException.class, () -> create(Map.of(name, value)));

    assertTrue(
        String.valueOf(wrong.getMessage()).startsWith("channel log: " + message), wrong::toString);
  }
}
