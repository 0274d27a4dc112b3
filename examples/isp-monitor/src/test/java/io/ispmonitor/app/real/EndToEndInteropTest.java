package io.ispmonitor.app.real;

import static io.ispmonitor.app.real.Provider.HILL;
import static io.ispmonitor.app.real.Provider.PORT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.app.real.FakeTelegram.Told;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What isp-monitor is for, from the tower that dies to the people who hear of it, with two programs
 * over one database on one machine. Needs root, for its network namespaces, and snmpd.
 */
@Tag("interop")
@Timeout(600)
class EndToEndInteropTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration LONG = Duration.ofSeconds(90);

  /** From the judge's verdict to the message, in the time that the one and the other note. */
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(5);

  /** From the death of one instance to the state of devices on the console of the other. */
  private static final Duration TAKEN_OVER_WITHIN = Duration.ofSeconds(30);

  /** Three seconds are the goal, which the soak measures; a machine of tests may be busy. */
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(10);

  private static final String NEW_DEVICE = "  - {id: new, address: 127.0.0.78}\n";
  private static final String DOWN = " is DOWN";
  private static final String UP = " is UP again";

  /** Devices are pinged every second while they answer. */
  private static final Duration GAP = Duration.ofSeconds(4);

  @Test
  @DisplayName("two towers, the database and an instance die and come back: people hear it once")
  void script(@TempDir Path directory) throws Exception {
    try (Provider provider = new Provider(directory)) {
      Program east = provider.start("east");
      Console first = Console.of(east);
      until("east watches all", LONG, () -> areAll(first, "UP"), east);
      Program west = provider.start("west");
      Console second = Console.of(west);
      until("west waits", SOON, () -> second.lease().contains("held by 'east'"), west);
      Instant begin = Instant.now();

      provider.hill().cut();
      awaitTold(provider, first, HILL, "hill", east);
      until("a mail of " + HILL, SOON, () -> !provider.mails(HILL).isEmpty(), east);

      provider.database().kill();
      provider.port().cut();
      awaitTold(provider, first, PORT, "port", east);
      until("east knows that its database is away", LONG, first::isDatabaseAway, east);
      Instant back = Instant.now();
      provider.database().startAgain();
      awaitHistory(provider, begin, back, east);
      for (String tower : List.of("hill", "port")) {
        assertEquals(List.of("DOWN"), states(provider, tower, begin));
        assertEquals(List.of("UNREACHABLE"), states(provider, tower + "-1", begin));
      }

      Instant killed = Instant.now();
      east.kill();
      Instant taken =
          until("west takes over", SOON, () -> second.state("hill").equals("DOWN"), west);
      report("taken over within", Duration.between(killed, taken), TAKEN_OVER_WITHIN);
      awaitHistory(provider, begin, killed, provider.start("east"));

      provider.hill().mend();
      provider.port().mend();
      until("all is well", LONG, () -> areAll(second, "UP"), west);
      for (String tower : List.of(HILL, PORT)) {
        until("the end of " + tower, SOON, () -> !told(provider, tower, UP).isEmpty(), west);
      }
      report("stopped within", west.stop(), STOPPED_WITHIN);
      for (String tower : List.of(HILL, PORT)) {
        assertOnce(provider, tower, DOWN);
        assertOnce(provider, tower, UP);
        assertEquals(List.of(), others(provider, tower));
      }
    }
  }

  @Test
  @DisplayName("another instance takes over what was configured and measured by the one that died")
  void leftBehind(@TempDir Path directory) throws Exception {
    try (Provider provider = new Provider(directory)) {
      Program east = provider.start("east");
      Console first = Console.of(east);
      until("east watches all", LONG, () -> areAll(first, "UP"), east);
      Program west = provider.start("west");
      Console second = Console.of(west);
      until("west waits", SOON, () -> second.lease().contains("held by 'east'"), west);
      provider.write(provider.written().replace("devices:\n", "devices:\n" + NEW_DEVICE));
      west.await("that it has read it again", line -> line.contains("configuration read again"));
      until("east watches what is new", SOON, () -> first.state("new").equals("UP"), east);

      Instant begin = Instant.now();
      provider.database().kill();
      until("samples wait", LONG, () -> first.waiting() > 100, east);
      Instant killed = Instant.now();
      east.kill();
      provider.database().startAgain();
      until("west takes over", LONG, () -> areAll(second, "UP"), west);
      until("west watches what is new", SOON, () -> second.state("new").equals("UP"), west);
      awaitHistory(provider, begin, killed, provider.start("east"));
    }
  }

  @Test
  @DisplayName("a second program with the id of another says who has it, and does nothing")
  void twin(@TempDir Path directory) throws Exception {
    try (Provider provider = new Provider(directory)) {
      Program east = provider.start("east");
      Console first = Console.of(east);
      until("east watches all", LONG, () -> areAll(first, "UP"), east);
      Program twin = provider.start("east", "of-its-own");
      String said =
          twin.await("whose id it has", line -> line.contains("instance id 'east' is in use by"));
      assertTrue(said.contains("give this one another id, or end that one"), said);
      assertEquals("standby", Console.of(twin).health());
      Program shared = provider.start("east");
      String refused =
          shared.await("whose directory it has", line -> line.contains("in use by another"));
      assertTrue(refused.contains("give each a directory of its own"), refused);
      assertEquals(1, shared.awaitEnd(), () -> String.join("\n", shared.said()));
      assertFalse(String.join("\n", shared.said()).contains("Exception"), shared.said()::toString);
      assertTrue(areAll(first, "UP"));
    }
  }

  /**
   * Waits for the message that a tower is down, and measures it from the moment of the verdict, as
   * the console shows it.
   */
  private static void awaitTold(
      Provider provider, Console console, String tower, String device, Program judge)
      throws Exception {
    until("verdict on " + tower, SOON, () -> console.state(device).equals("DOWN"), judge);
    Instant verdict =
        Instant.parse(console.get("/api/nodes/" + device).path("node").path("since").asText());
    until("message of " + tower, SOON, () -> !told(provider, tower, DOWN).isEmpty(), judge);
    Told told = told(provider, tower, DOWN).get(0);
    report("told of " + tower + " within", Duration.between(verdict, told.at()), TOLD_WITHIN);
  }

  private static boolean areAll(Console console, String state) throws Exception {
    for (String device : List.of("core", "switch", "hill", "hill-1", "hill-2", "port", "port-1")) {
      if (!console.state(device).equals(state)) {
        return false;
      }
    }
    return true;
  }

  /** What people were told of a tower itself. */
  private static List<Told> told(Provider provider, String tower, String what) {
    return provider.told(tower).stream().filter(one -> one.text().contains(tower + what)).toList();
  }

  /** What people were told beside that it went down and came back, such as of its radios. */
  private static List<Told> others(Provider provider, String tower) {
    List<Told> others = new ArrayList<>(provider.told(tower));
    others.removeAll(told(provider, tower, DOWN));
    others.removeAll(told(provider, tower, UP));
    return others;
  }

  /** Told, and not again without saying that it may be so. */
  private static void assertOnce(Provider provider, String tower, String what) {
    List<Told> told = told(provider, tower, what);
    assertFalse(told.isEmpty(), () -> "nobody was told that " + tower + what);
    assertTrue(told.stream().skip(1).allMatch(Provider::isMarked), told::toString);
  }

  private static List<String> states(Provider provider, String device, Instant from)
      throws Exception {
    return provider
        .database()
        .ask(
            "select to_state from monitor_state_log where device = ? and at >= ?::timestamptz order by at",
            device,
            from.toString());
  }

  /** Where nothing is known of a device that was asked all the time. */
  private static List<String> gaps(Provider provider, Instant from, Instant to) throws Exception {
    return provider
        .database()
        .ask(
            """
            select at, next from (
              select at, lead(at, 1, ?::timestamptz) over (order by at) as next
              from (
                select ?::timestamptz as at
                union all select at from monitor_samples('core', 'ping.rtt', null, ?::timestamptz, ?::timestamptz)) as s
            ) as n where next - at > ? * interval '1 second'
            """,
            to.toString(),
            from.toString(),
            from.toString(),
            to.toString(),
            GAP.toSeconds());
  }

  private static void awaitHistory(Provider provider, Instant from, Instant to, Program who)
      throws Exception {
    until(
        "the history of all from %s to %s".formatted(from, to),
        LONG,
        () -> gaps(provider, from, to).isEmpty(),
        () -> "missing: %s%n%s".formatted(gaps(provider, from, to), String.join("\n", who.said())));
  }

  private static Instant until(String what, Duration atMost, Callable<Boolean> isSo, Program who)
      throws Exception {
    return until(what, atMost, isSo, () -> String.join("\n", who.said()));
  }

  private static Instant until(
      String what, Duration atMost, Callable<Boolean> isSo, Callable<String> detail)
      throws Exception {
    return Patience.until(what, atMost, isSo, detail);
  }

  private static void report(String what, Duration took, Duration atMost) {
    System.out.printf("%s %,d ms%n", what, took.toMillis());
    assertTrue(took.compareTo(atMost) < 0, () -> "%s %s".formatted(what, took));
  }
}
