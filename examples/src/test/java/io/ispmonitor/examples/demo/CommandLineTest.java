package io.ispmonitor.examples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

  private static Options parse(String line) {
    return CommandLine.parse(line.isEmpty() ? List.of() : List.of(line.split(" ")));
  }

  @Test
  @DisplayName("no argument means the simulated provider, live")
  void nothing() {
    Options options = parse("");
    assertNull(options.targets());
    assertNull(options.duration());
    assertNull(options.serve());
    assertEquals(Path.of("monitor-data"), options.keeping().directory());
    assertNull(options.keeping().database());
    assertFalse(options.once() || options.json() || options.plain() || options.help());
    assertEquals(Duration.ofSeconds(2), options.schedule(Duration.ofSeconds(2)).interval());
  }

  @Test
  @DisplayName("every option arrives, with its value after a blank or an equals sign")
  void everything() {
    Options options =
        parse(
            "--targets 192.0.2.0/24 --interval=500ms --timeout 100ms --count 3 --json --plain"
                + " --csv rows.csv --duration 2h --board --serve 8080");
    assertEquals("192.0.2.0/24", options.targets());
    assertEquals(Duration.ofMillis(500), options.interval());
    assertEquals(Duration.ofMillis(100), options.schedule(Duration.ofDays(1)).timeout());
    assertEquals(3, options.count());
    assertTrue(options.json() && options.plain());
    assertEquals(Path.of("rows.csv"), options.csv());
    assertEquals(Duration.ofHours(2), options.duration());
    assertTrue(options.board());
    assertEquals(8080, options.serve());
  }

  @Test
  @DisplayName("help is given whatever stands beside it")
  void help() {
    assertTrue(parse("--bogus --help").help());
    assertTrue(parse("-h").help());
  }

  @Test
  @DisplayName("a long timeout stretches the interval that nobody named")
  void longTimeout() {
    Options options = parse("--timeout 5s");
    assertEquals(Duration.ofSeconds(5), options.schedule(Duration.ofSeconds(2)).interval());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("what is wrong is refused with a sentence that names it")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --bogus                              | option '--bogus' is not known
          192.0.2.1                            | write --targets 192.0.2.1
          --targets                            | --targets needs a value
          --targets --once                     | --targets needs a value
          --once=yes                           | --once takes no value
          --once --once                        | --once is given twice
          --interval 30                        | --interval '30' is no duration
          --interval 0s                        | --interval must be more than zero
          --interval 10ms                      | interval must be from
          --interval 1s --timeout 2s           | timeout PT2S is longer than the interval PT1S
          --timeout soon                       | --timeout 'soon' is no duration
          --targets 192.0.2.1 --count 0        | --count must be a whole number from 1 to 100
          --targets 192.0.2.1 --count many     | was 'many'
          --count 3                            | --count needs --targets
          --targets 192.0.2.1 --seed 3         | --seed cannot go with --targets
          --seed x                             | --seed must be a whole number
          --targets 192.0.2.1 --snmp-community x7q3  | --snmp-community is not taken, since all users
          --targets 192.0.2.1 --snmp-community=x7q3  | with --snmp-community-file, or set ISPMONITOR_SNMP_COMMUNITY
          --snmp-auth-password x7q3            | --snmp-auth-file, or set ISPMONITOR_SNMP_AUTH_PASSWORD
          --snmp-priv-password x7q3            | --snmp-priv-file, or set ISPMONITOR_SNMP_PRIV_PASSWORD
          --snmp-user me                       | --snmp-user needs --targets
          --snmp-community-file x              | --snmp-community-file needs --targets
          --targets 192.0.2.1 --snmp-auth SHA-256 | --snmp-auth needs --snmp-user
          --targets 192.0.2.1 --snmp-user me --snmp-auth SHA-3 | is not known; there are MD5, SHA-1, SHA-224
          --targets 192.0.2.1 --snmp-user me --snmp-priv DES | --snmp-priv needs --snmp-auth
          --targets 192.0.2.1 --snmp-user me --snmp-auth-file x | --snmp-auth-file needs --snmp-auth
          --targets 192.0.2.1 --snmp-user me --snmp-community-file x | --snmp-user cannot go with --snmp-community-file
          --targets 192.0.2.1 --snmp-port 0    | --snmp-port must be a whole number from 1 to 65535
          --db mysql://x                       | --db must be the address of a PostgreSQL
          --db jdbc:postgresql://h/d?password=x7q3 | set PGPASSWORD in the environment
          --no-data --data there               | --data cannot go with --no-data
          --no-data --db jdbc:postgresql://h/d | --db cannot go with --no-data
          --once --data there                  | --data cannot go with --once
          --targets 192.0.2.1 --once --duration 3s | --duration cannot go with --once
          """)
  void badUse(String line, String said) {
    String message =
        String.valueOf(assertThrows(BadUseException.class, () -> parse(line)).getMessage());
    assertTrue(message.contains(said), message);
    assertFalse(message.contains("x7q3"), "a secret is not repeated");
  }
}
