package io.ispmonitor.app.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.app.Guide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs what the operator's guide says can be copied. Needs curl, and the right to ping. */
@Tag("interop")
@Timeout(600)
class RunBookInteropTest {
  private static final String AT = "the console is at ";

  @TempDir private Path directory;

  @Test
  @DisplayName("every command of the guide works, on a program that runs")
  void commands() throws Exception {
    List<String> blocks = Guide.read().commands();
    assertTrue(blocks.size() > 12, () -> "" + blocks.size());
    install();
    try (Program program =
        Program.start(
            List.of(),
            Map.of(),
            "run",
            "--port",
            "0",
            "--data",
            directory.resolve("data").toString())) {
      String line = program.await("where its console is", is -> is.contains(AT));
      String console = line.substring(line.indexOf(AT) + AT.length()).strip();
      String definitions = blocks.get(0);
      run(console, definitions + "ask /api/me");
      for (String block : blocks.subList(1, blocks.size())) {
        run(console, definitions + block);
      }
    }
  }

  /** Puts the command on the path. */
  private void install() throws IOException {
    Path command = Files.createDirectories(directory.resolve("bin")).resolve("isp-monitor");
    String words = String.join("' '", Program.command());
    Files.writeString(command, "#!/bin/sh\nexec '%s' \"$@\"\n".formatted(words));
    Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void run(String console, String commands) throws Exception {
    Path out = directory.resolve("out");
    Path errors = directory.resolve("errors");
    ProcessBuilder shell = new ProcessBuilder("sh", "-eu", "-c", commands);
    shell.environment().put("CONSOLE", console);
    shell.environment().put("PATH", directory.resolve("bin") + ":" + System.getenv("PATH"));
    Process process =
        shell
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile())
            .start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), commands);
    String said = Files.readString(out);
    String wrong = Files.readString(errors);
    assertEquals(0, process.exitValue(), () -> commands + wrong + said);
    assertFalse(wrong.contains("curl: (") || wrong.contains("not found"), commands + wrong);
    assertFalse(said.contains("{\"error\":"), commands + said);
    assertTrue(commands.contains(" > ") || !said.isBlank(), commands);
  }
}
