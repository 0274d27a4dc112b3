package io.ispmonitor.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import io.ispmonitor.snmp.SnmpCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationReaderTest {
  private final Map<String, String> environment = new HashMap<>();

  @TempDir Path directory;

  @Test
  @DisplayName("a whole file: devices, credentials, channels, routes, maintenance, users")
  void whole() throws Exception {
    environment.put("COMMUNITY", "public-of-test");
    environment.put("BOT", "123:token-of-test");
    environment.put("DB", "postgresql://net:secret-of-test@db.example:5433/net?sslmode=require");
    environment.put("HEART", "https://example.net/beat-of-test");
    Files.writeString(
        directory.resolve("more.csv"),
        """
        id;kind;address;parent;snmp;label:hill
        "radio-2";radio;192.0.2.12;tower-1;usual;"North; high"
        """);
    Configuration read =
        read(
            """
            name: Example Telecom
            zone: America/Sao_Paulo
            database: env:DB
            retention: 30d
            ping: {interval: 20s, timeout: 500ms}
            snmp:
              interval: 120s
              credentials:
                usual: {community: env:COMMUNITY}
                v3: {version: v3, user: monitor, auth-password: env:COMMUNITY}
            devices:
              - {id: pop, kind: site, address: 192.0.2.1, latitude: -23.5, longitude: -46.6}
              - {id: pop-b, kind: site, address: core.example.net}
              - id: tower-1
                kind: tower
                address: 2001:db8::7
                any-parent: [pop, pop-b]
                snmp: usual
                interval: 60s
                battery: lead-acid 24
                subscribers: 300
                labels: {city: Santos}
            devices-csv: more.csv
            uplinks:
              fibre: {gateway: pop, witnesses: [pop-b], quorum: 1}
            channels:
              ops: {type: telegram, token: env:BOT, chat: 5, language: pt-BR, fallback: log}
              log: {type: log}
            routes:
              - to: ops
                severity: critical
                escalate: [{after: 15m, to: [log]}]
                on-duty: {days: [monday], from: "08:00", to: "18:00"}
            maintenance:
              - {id: night, devices: [pop], each: [sunday], at: "02:00", lasting: 2h}
              - {id: once, devices: [tower-1], from: 2026-03-01T02:00, to: 2026-03-01T03:00}
            web: {bind: 127.0.0.1, port: 0}
            instance: {id: east, when-away: stop-sending}
            heartbeat: env:HEART
            """);
    assertEquals(ZoneId.of("America/Sao_Paulo"), read.zone());
    assertEquals(Duration.ofDays(30), read.retention());
    assertEquals(Duration.ofMillis(500), read.ping().timeout());
    assertEquals(4, read.devices().size());
    DeviceEntry tower = read.devices().get(2);
    assertEquals(Set.of("pop", "pop-b"), tower.device().parents());
    assertEquals("60", tower.device().labels().get("interval"));
    assertEquals(300, tower.subscribers());
    assertNotNull(tower.power());
    Device radio = read.devices().get(3).device();
    assertEquals("North; high", radio.labels().get("hill"));
    assertTrue(read.credentials().get("v3") instanceof SnmpCredentials.V3);
    DatabaseEntry database = Objects.requireNonNull(read.database());
    assertEquals("jdbc:postgresql://db.example:5433/net?sslmode=require", database.url());
    assertEquals("net", database.user());
    assertEquals(2, read.maintenance().size());
    assertEquals(1, read.uplinks().size());
    assertFalse(read.toString().contains("of-test"), read::toString);
  }

  @Test
  @DisplayName("all that is wrong is told at once, with lines, what stands there and what to do")
  void allErrors() throws IOException {
    List<String> problems =
        problems(
            """
            name: Example
            zone: Mars/Base
            snmp:
              credentials:
                usual: {version: v2c, community: env:NOWHERE}
            devices:
              - {id: tower-1, adress: 192.0.2.1}
              - {id: tower-1, address: 192.0.2.300}
              - {id: radio, address: 192.0.2.3, parent: towr-1, interval: 1s, snmp: usuall}
              - {kind: radio}
            channels:
              ops: {type: telegram, token: plain-secret, chat: 5}
              odd: {type: pigeon}
            routes:
              - {to: opps, severity: loud}
            ping: {interval: 10s, timeout: 20s}
            wat: 7
            """);
    assertEquals(
        List.of(
            "test.yaml:2: zone is 'Mars/Base': Unknown time-zone ID: Mars/Base",
            "test.yaml:5: snmp.credentials.usual.community names env:NOWHERE, which is not set; set it, or correct the name",
            "test.yaml:7: devices[1].adress is not known here; did you mean address?",
            "test.yaml:8: devices[2].address is wrong: '192.0.2.300' is no IPv4 address; write four numbers from 0 to 255 without leading zeros, such as 192.0.2.1",
            "test.yaml:8: device tower-1 is there twice; leave one, or give one another id",
            "test.yaml:9: devices[3].interval is '1s': must be from 5s to 1d",
            "test.yaml:9: device radio has the snmp credentials 'usuall', which are not among snmp.credentials; did you mean usual?",
            "test.yaml:9: device radio has the parent 'towr-1', which is no device; did you mean tower-1?",
            "test.yaml:10: devices[4].id is missing",
            "test.yaml:12: channels.ops.token is a secret and must not stand in this file; write env:NAME or file:/path",
            "test.yaml:15: routes[1].to names 'opps', which is no channel; did you mean ops?",
            "test.yaml:15: routes[1].severity is 'loud': must be one of info, warning, critical, emergency",
            "test.yaml:16: ping has a timeout that is longer than its interval",
            "test.yaml:17: wat is not known here; did you mean web?"),
        problems.stream().filter(line -> !line.contains("pigeon")).toList());
    assertTrue(
        problems.stream()
            .anyMatch(
                line -> line.startsWith("test.yaml:13: ") && line.contains("no type 'pigeon'")),
        problems::toString);
    assertFalse(problems.toString().contains("plain-secret"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'a: [1' | this is no YAML",
        "'a: &x 1' | anchors",
        "'a: !!java.net.URL x' | the tag",
        "'- a' | must have fields",
        "'name: a\nname: b' | given twice",
        "'devices: 5' | must be a list",
        "'devices: [5]' | must have fields",
        "'database: postgresql://u:geheim@h/d' | must not stand in this file",
        "'database: mysql://h/d' | must begin with postgresql://",
        "'instance: {id: a}' | needs a database",
        "'web: {users: [{name: a, password-hash: b}]}' | hash-password",
        "'devices: [{id: a, parent: b, address: 192.0.2.1}, {id: b, parent: a, address: 192.0.2.2}]' | a",
        "'devices-csv: nowhere.csv' | cannot be read",
      })
  @DisplayName("a file that is none, and values that cannot be")
  void wrong(String text, String why) throws IOException {
    List<String> problems = problems(text);
    assertTrue(problems.get(0).contains(why), problems::toString);
    assertFalse(problems.toString().contains("geheim"));
  }

  @Test
  @DisplayName("the environment goes before the file, by the names of older programs")
  void overrides() throws Exception {
    environment.put("DATABASE_URL", "postgresql+asyncpg://u:p%40ss-of-test@db/net");
    environment.put("TELEGRAM_TOKEN", "1:of-test");
    environment.put("TELEGRAM_CHAT_ID", "-100");
    environment.put("SLACK_WEBHOOK_URL", "https://hooks.example/of-test");
    environment.put("ALERT_EMAIL_TO", "noc@example.net");
    environment.put("SMTP_HOST", "mail.example.net");
    environment.put("SMTP_USER", "monitor@example.net");
    environment.put("SMTP_PASS", "of-test");
    environment.put("PING_INTERVAL_SECONDS", "45");
    environment.put("PING_CONCURRENT_LIMIT", "500");
    environment.put("LOG_RETENTION_DAYS", "14");
    environment.put("HEALTH_CHECK_INTERVAL", "30");
    environment.put("HEALTH_CHECK_TIMEOUT", "5");
    environment.put("HEALTH_MAX_FAILURES", "3");
    environment.put("INSTANCE_ID", "west");
    Configuration read = read("ping: {interval: 20s}\n");
    assertEquals(Duration.ofSeconds(45), read.ping().interval());
    assertEquals(500, read.ping().atOnce());
    assertEquals(Duration.ofDays(14), read.retention());
    assertEquals("west", Objects.requireNonNull(read.instance()).id());
    assertEquals(Set.of("telegram", "slack", "mail"), read.channels().keySet());
    assertEquals(3, read.routes().size());
    DatabaseEntry database = Objects.requireNonNull(read.database());
    assertEquals("jdbc:postgresql://db:5432/net", database.url());
    assertEquals("p@ss-of-test", Objects.requireNonNull(database.password()).revealText());
    assertEquals(3, read.notes().stream().filter(note -> note.contains("not needed")).count());
    assertFalse(read.toString().contains("of-test"), read::toString);
  }

  @Test
  @DisplayName("what is wrong in the environment is told by the name of the variable")
  void wrongEnvironment() throws IOException {
    environment.put("PING_INTERVAL_SECONDS", "often");
    environment.put("TELEGRAM_TOKEN", "1:of-test");
    environment.put("LOG_RETENTION_DAYS", "0");
    environment.put("DATABASE_URL", "sqlite:///x:of-test");
    environment.put("ALERT_EMAIL_TO", "noc@example.net");
    List<String> problems = problems("name: a\n");
    for (String start :
        List.of(
            "environment: PING_INTERVAL_SECONDS must be",
            "environment: TELEGRAM_CHAT_ID is missing",
            "environment: LOG_RETENTION_DAYS must be",
            "environment: DATABASE_URL must begin with",
            "environment: SMTP_HOST is missing")) {
      assertTrue(problems.stream().anyMatch(line -> line.startsWith(start)), start + problems);
    }
    assertFalse(problems.toString().contains("of-test"));
  }

  @Test
  @DisplayName("inhibitions need both sides, and what is unusual may be nothing")
  void inhibitions() throws Exception {
    Configuration read =
        read(
            """
            inhibitions:
              - {source: {type: device.down, severity: critical}, target: {hill: north}, equal: [device]}
            anomalies: {watch: [voltage], threshold: 0.5}
            """);
    assertEquals("device.down", read.inhibitions().get(0).source().labels().get("type"));
    assertEquals(List.of("device"), read.inhibitions().get(0).equal());
    assertEquals(0.5, read.anomalies().plans().get(0).threshold());
    assertEquals(2, read("name: X").anomalies().plans().size());
    assertEquals(List.of(), read("anomalies: {watch: []}").anomalies().plans());
    String wrong =
        String.valueOf(
            assertThrows(
                    ConfigurationException.class,
                    () ->
                        read(
                            """
                            inhibitions:
                              - {source: {type: device.down}}
                              - {source: {severity: grave, type: a}, target: {type: b}}
                            anomalies: {watch: [moods], threshold: 2, of: some, most-series: 0}
                            """))
                .getMessage());
    for (String part :
        List.of(
            ":2: an inhibition needs source and target",
            ":3: inhibitions[2].source has the severity 'grave'",
            ":4: anomalies.watch has 'moods'",
            ":4: anomalies.threshold is '2'",
            ":4: anomalies.of is 'some'",
            ":4: anomalies.most-series is '0'")) {
      assertTrue(wrong.contains(part), () -> part + " is not in\n" + wrong);
    }
  }

  @Test
  @DisplayName("what servers outside are asked for is checked as a whole")
  void outside() throws Exception {
    Configuration read =
        read(
            """
            outside: {interval: 1m}
            devices:
              - {id: portal, http: "https://www.example.net/", certificate-days: 14}
              - {id: resolver, address: 192.0.2.53, dns: www.example.net, expect-address: 192.0.2.9}
              - {id: bank, address: 192.0.2.80, tcp: 443}
            """);
    assertEquals(Duration.ofMinutes(1), read.outside());
    assertEquals("www.example.net", read.devices().get(0).device().hostName());
    assertEquals("http", read.devices().get(0).device().labels().get(OutsideEntry.LABEL));
    assertEquals(443, Objects.requireNonNull(read.devices().get(2).outside()).tcp());
    String wrong =
        String.valueOf(
            assertThrows(
                    ConfigurationException.class,
                    () ->
                        read(
                            """
                        outside: {interval: 1s}
                        devices:
                          - {id: a, http: "ftp://user:secret@example.net/"}
                          - {id: b, address: 192.0.2.1, http: "http://example.net/", tcp: 80}
                          - {id: c, dns: www.example.net}
                          - {id: d, address: 192.0.2.1, tcp: 70000}
                          - {id: e, address: 192.0.2.1, dns: www.example.net, record: Z}
                        """))
                .getMessage());
    for (String part :
        List.of(
            ":1: outside.interval",
            ":3: devices[1].http",
            ":4: devices[2].tcp stands beside http",
            ":5: device c is to be asked by dns and has no address",
            ":6: devices[4].tcp is '70000'",
            ":7: devices[5].record")) {
      assertTrue(wrong.contains(part), () -> part + " is not in\n" + wrong);
    }
    assertFalse(wrong.contains("secret"), wrong);
  }

  private Configuration read(String text) throws IOException, ConfigurationException {
    Path file = Files.writeString(directory.resolve("test.yaml"), text);
    return ConfigurationReader.read(file, environment);
  }

  private List<String> problems(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("test.yaml"), text);
    return assertThrows(
            ConfigurationException.class, () -> ConfigurationReader.read(file, environment))
        .problems()
        .stream()
        .map(Problem::toString)
        .toList();
  }
}
