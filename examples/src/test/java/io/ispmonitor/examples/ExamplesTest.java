package io.ispmonitor.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ExamplesTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

  private List<String> lines() {
    return said.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  @DisplayName("the embedded monitor hears the machine, or says why it may not ask")
  void embedAMonitor() throws InterruptedException {
    EmbedAMonitor.run(out);
    String line = lines().get(0);
    assertTrue(line.startsWith("this-machine is UP") || line.startsWith("ICMP"), line);
  }

  @Test
  @Tag("interop")
  @DisplayName("with the right to ask, the embedded monitor hears the machine")
  void embedAMonitorAsRoot() throws InterruptedException {
    EmbedAMonitor.run(out);
    assertEquals(List.of("this-machine is UP: answered"), lines());
  }

  @Test
  @DisplayName("a probe of one's own sees a server come and go")
  void ownProbe() throws IOException, InterruptedException {
    OwnProbe.run(out);
    assertEquals("portal is UP: answered", lines().get(0));
    assertEquals("(the server is stopped)", lines().get(1));
    String last = lines().get(lines().size() - 1);
    assertTrue(last.startsWith("portal is DOWN: 3 questions in a row unanswered"), last);
  }

  @Test
  @DisplayName("the radios of a dead tower are unreachable because of it, and come back with it")
  void dependencies() {
    Dependencies.run(out);
    assertEquals(
        List.of(
            "the tower has no power:",
            "  tower is DOWN",
            "  radio-1 is UNREACHABLE because of tower",
            "  radio-2 is UNREACHABLE because of tower",
            "  radio-3 is UNREACHABLE because of tower",
            "the tower is back:",
            "  tower is UP"),
        lines().subList(5, 12));
  }
}
