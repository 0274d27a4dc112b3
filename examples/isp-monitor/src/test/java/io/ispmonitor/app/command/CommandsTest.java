package io.ispmonitor.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandsTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, String> environment = new HashMap<>();

  @TempDir Path directory;

  @Test
  @DisplayName("the sample is a configuration without errors, and prints without secrets")
  void sample() throws IOException {
    environment.put("SNMP_COMMUNITY", "community-of-test");
    assertEquals(0, run("sample"));
    Path file = Files.writeString(directory.resolve("sample.yaml"), out.toString());
    assertEquals(0, run("check", "--config", file.toString()), err::toString);
    assertTrue(out.toString().endsWith("no errors, 9 devices\n"), out::toString);
    assertEquals(0, run("print-config", "--config", file.toString()), err::toString);
    assertTrue(out.toString().contains("usual (V2c)"), out::toString);
    assertFalse(out.toString().contains("community-of-test"));
  }

  @Test
  @DisplayName("errors are sentences on the error stream and an exit code, no traces")
  void errors() throws IOException {
    Path file = Files.writeString(directory.resolve("bad.yaml"), "wat: 7\nzone: Mars\n");
    assertEquals(1, run("check", "--config", file.toString()));
    assertEquals(
        "bad.yaml:1: wat is not known here; did you mean web?\nbad.yaml:2: zone is 'Mars': Unknown time-zone ID: Mars\n",
        err.toString());
    assertEquals(1, run("check", "--config", directory.resolve("nowhere").toString()));
    assertTrue(err.toString().contains("nowhere: the file cannot be read"), err::toString);
    assertEquals(2, run("check"));
    assertEquals(2, run("dance"));
    assertEquals(1, run("import", "192.0.2.0/8"));
    assertTrue(err.toString().contains("has bits beyond its prefix"), err::toString);
    assertFalse(err.toString().contains("\tat "), err::toString);
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    CommandLine line = Commands.line(environment);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
