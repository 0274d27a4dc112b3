package io.ispmonitor.app.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.app.service.ServiceManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the program begins and ends, in a process of its own. Needs the right to ping. */
@Tag("interop")
@EnabledOnOs(OS.LINUX)
@Timeout(600)
class LifeInteropTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String CONSOLE = "isp-monitor: the console is at ";
  private static final int TERMINATED = 128 + 15;
  private static final int INTERRUPTED = 128 + 2;

  @TempDir private Path directory;
  private SmallSite site;

  @BeforeEach
  void configure() {
    site = new SmallSite(directory);
  }

  @Test
  @DisplayName("systemd hears when it is ready, that it is alive, and that it stops")
  void notified() throws Exception {
    String name = directory.resolve("notify").toString();
    Map<String, String> environment = Map.of("NOTIFY_SOCKET", name, "WATCHDOG_USEC", "1000000");
    try (ServiceManager manager = new ServiceManager(name);
        Program program = site.start(environment)) {
      List<String> heard = new ArrayList<>();
      awaitHeard(manager, heard, "WATCHDOG=1", 4, program);
      assertTrue(heard.get(0).startsWith("READY=1\nSTATUS=console at http://"), heard::toString);
      assertEquals(
          List.of("WATCHDOG=1"), heard.subList(1, heard.size()).stream().distinct().toList());
      program.stop();
      awaitHeard(manager, heard, "STOPPING=1", 1, program);
      assertEquals("STOPPING=1", heard.get(heard.size() - 1));
      assertEquals(TERMINATED, program.exitCode());
    }
  }

  @Test
  @DisplayName("one that stands still is not alive for systemd")
  void stopped() throws Exception {
    String name = directory.resolve("notify").toString();
    Map<String, String> environment = Map.of("NOTIFY_SOCKET", name, "WATCHDOG_USEC", "1000000");
    try (ServiceManager manager = new ServiceManager(name);
        Program program = site.start(environment)) {
      List<String> heard = new ArrayList<>();
      awaitHeard(manager, heard, "WATCHDOG=1", 1, program);
      program.signal("STOP");
      while (!manager.next().isEmpty()) {
        // until all is heard that it said before
      }
      assertEquals("", manager.next());
      program.signal("CONT");
      awaitHeard(manager, heard, "WATCHDOG=1", 2, program);
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"WEB_STARTED", "SCHEMA_UPGRADED", CONSOLE})
  @DisplayName("one that is ended while it starts closes what it has opened, and starts again")
  void endedWhileStarting(String moment) throws Exception {
    try (Program program = site.start(Map.of())) {
      program.await(moment, line -> line.contains(moment));
      program.stop();
      assertClosed(program, TERMINATED);
    }
    try (Program again = site.start(Map.of())) {
      Console console = Console.of(again);
      Patience.until("both answer", SOON, () -> console.state("there").equals("UP"), () -> "");
    }
  }

  @Test
  @DisplayName("a break at the terminal ends it as a signal of the service manager does")
  void interrupted() throws Exception {
    try (Program program = site.start(Map.of())) {
      program.await("where its console is", line -> line.startsWith(CONSOLE));
      program.signal("INT");
      program.awaitEnd();
      assertClosed(program, INTERRUPTED);
    }
  }

  @Test
  @DisplayName("what keeps it from starting is a sentence and the exit code 1; wrong words are 2")
  void refused() throws Exception {
    assertRefused(2, "Unknown option: '--dance'", "--dance");
    assertRefused(1, "--log-files must be from 1 to 1,000, was 0", "--log-files", "0");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      site.write(SmallSite.plain(taken.getLocalPort()));
      assertRefused(1, "web: the address or port is taken");
    }
    site.write("wat: 7\n");
    assertRefused(1, "isp-monitor.yaml:1: wat is not known here");
    site.write(SmallSite.plain(0));
    Files.writeString(site.data().resolve("history"), "is no directory");
    assertRefused(1, site.data().resolve("history").toString());
    Files.delete(site.data().resolve("history"));
    try (Program first = site.start(Map.of())) {
      first.await("where its console is", line -> line.startsWith(CONSOLE));
      assertRefused(1, "history");
    }
  }

  private void assertRefused(int code, String sentence, String... more) throws Exception {
    try (Program program = site.start(Map.of(), more)) {
      assertEquals(code, program.awaitEnd(), () -> program.said().toString());
      assertTrue(
          program.said().stream().anyMatch(line -> line.contains(sentence)),
          () -> sentence + ": " + program.said());
      assertNoTrace(program);
    }
  }

  private static void assertClosed(Program program, int code) throws Exception {
    assertEquals(code, program.exitCode());
    program.await("that all is closed", line -> line.contains("ENDED"));
    assertNoTrace(program);
  }

  private static void assertNoTrace(Program program) {
    assertFalse(
        program.said().stream().anyMatch(line -> line.startsWith("\tat ")),
        () -> String.join("\n", program.said()));
  }

  private static void awaitHeard(
      ServiceManager manager, List<String> heard, String what, int times, Program program)
      throws Exception {
    Patience.until(
        what,
        SOON,
        () -> {
          for (String next = manager.next(); !next.isEmpty(); next = manager.next()) {
            heard.add(next);
          }
          return heard.stream().filter(what::equals).count() >= times;
        },
        () -> heard + "\n" + String.join("\n", program.said()));
  }
}
