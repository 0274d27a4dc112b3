package io.ispmonitor.app.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A configuration that is changed while a real program runs. Needs root, for its echoes. */
@Tag("interop")
@Timeout(300)
class ReloadInteropTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String FILE =
      """
      name: Proof
      ping: {interval: 1s, timeout: 500ms}
      devices:
        - {id: one, address: 127.0.0.1}
      channels: {on-duty: {type: log}}
      routes: [{to: on-duty}]
      web: {port: 0}
      """;
  private static final String MORE =
      FILE.replace("127.0.0.1}\n", "127.0.0.1}\n  - {id: two, address: 127.0.0.2, parent: one}\n");

  @TempDir Path directory;

  @Test
  @DisplayName("a device that is added is watched without a restart, and a wrong file is refused")
  void reload() throws Exception {
    Path file = Files.writeString(directory.resolve("it.yaml"), FILE);
    try (Program program =
        Program.start(
            List.of(),
            Map.of(),
            "run",
            "--config",
            file.toString(),
            "--data",
            directory.resolve("data").toString())) {
      Console console = Console.of(program);
      until("one answers", () -> console.state("one").equals("UP"), program);
      assertEquals("", console.state("two"));

      Files.writeString(file, MORE);
      until("two answers", () -> console.state("two").equals("UP"), program);

      Files.writeString(file, MORE.replace("127.0.0.2", "127.0.0.266"));
      String wrong = program.await("what is wrong", line -> line.contains("127.0.0.266"));
      assertTrue(wrong.contains("it.yaml:5: "), wrong);
      program.await("that nothing was changed", line -> line.contains("nothing was changed; mend"));
      assertEquals("UP", console.state("two"));
      assertEquals(2, console.get("/api/overview").path("devices").asInt());

      Files.writeString(file, FILE.replace("name: Proof", "name: Other"));
      until("two is gone", () -> console.state("two").isEmpty(), program);
      program.await("what needs a restart", line -> line.contains("the name changed, which takes"));
      assertFalse(program.said().stream().anyMatch(line -> line.contains("a route changed")));
      assertEquals("UP", console.state("one"));
      System.out.printf("stopped within %,d ms%n", program.stop().toMillis());
    }
  }

  private static void until(String what, Callable<Boolean> isSo, Program who) throws Exception {
    Patience.until(what, SOON, isSo, () -> String.join("\n", who.said()));
  }
}
