package io.ispmonitor.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.app.config.Configuration;
import io.ispmonitor.app.config.ConfigurationException;
import io.ispmonitor.app.config.ConfigurationReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangesTest {
  private static final String ALL =
      """
      name: a
      zone: UTC
      database: env:DB
      snmp: {credentials: {usual: {community: env:COMMUNITY}}}
      devices: [{id: a, address: 192.0.2.1, snmp: usual}]
      uplinks: {fibre: {witnesses: [a], quorum: 1}}
      channels: {on-duty: {type: telegram, token: env:BOT, chat: "-1001"}}
      routes:
        - {to: on-duty, severity: warning, match: {kind: radio}, on-duty: {from: "08:00", to: "18:00"}}
      rules: rules.json
      maintenance: [{id: w, devices: [a], each: [sunday], at: "02:00", lasting: 2h, reason: power}]
      web: {port: 8080}
      instance: {id: east}
      heartbeat: env:HEART
      """;
  private static final String RULES =
      """
      {"rules": [{"id": "hot", "type": "threshold", "metric": "temperature", "above": 60, "clear": 50,
        "devices": {"allOf": [{"kind": "radio"}, {"not": {"label": {"stage": "test"}}}]}}]}
      """;

  @TempDir Path directory;

  @Test
  @DisplayName("the same text read twice has no changes")
  void same() throws Exception {
    assertEquals(List.of(), Changes.thatNeedARestart(read(ALL, RULES), read(ALL, RULES)));
  }

  @Test
  @DisplayName("a device that is new needs no restart")
  void device() throws Exception {
    String more = ALL.replace("snmp: usual}]", "snmp: usual}, {id: b, address: 192.0.2.2}]");
    assertEquals(List.of(), Changes.thatNeedARestart(read(ALL, RULES), read(more, RULES)));
  }

  @Test
  @DisplayName("a rule that is another one needs a restart, which is told")
  void rule() throws Exception {
    assertEquals(
        List.of("a rule"),
        Changes.thatNeedARestart(
            read(ALL, RULES), read(ALL, RULES.replace("above\": 60", "above\": 61"))));
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource({
    "name: a, name: b, the name",
    "lasting: 2h, lasting: 3h, maintenance",
    "severity: warning, severity: info, a route",
    "'\"-1001\"', '\"-1002\"', a channel",
    "HEART, BOT, the heartbeat",
    "id: east, id: west, the instance"
  })
  @DisplayName("what needs a restart is told by its name")
  void told(String before, String after, String part) throws Exception {
    assertEquals(
        List.of(part),
        Changes.thatNeedARestart(read(ALL, RULES), read(ALL.replace(before, after), RULES)));
  }

  private Configuration read(String text, String rules) throws IOException, ConfigurationException {
    Files.writeString(directory.resolve("rules.json"), rules);
    return ConfigurationReader.read(
        Files.writeString(directory.resolve("it.yaml"), text),
        Map.of(
            "DB", "postgresql://db/net",
            "COMMUNITY", "of-test",
            "BOT", "1:of-test",
            "HEART", "https://example.net/of-test"));
  }
}
