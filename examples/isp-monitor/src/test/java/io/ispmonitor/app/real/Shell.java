package io.ispmonitor.app.real;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Commands of the machine that a test stands on. */
final class Shell {
  private static final long LIMIT_SECONDS = 30;

  private Shell() {}

  /** Runs a command, which must succeed. */
  static void run(String command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("isp-monitor", ".out");
    try {
      Process process =
          new ProcessBuilder("sh", "-c", command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean hasEnded = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (!hasEnded) {
        process.destroyForcibly();
      }
      if (!hasEnded || process.exitValue() != 0) {
        throw new IOException(
            "%s: %s\n%s"
                .formatted(
                    hasEnded ? "failed" : "did not end",
                    command,
                    Files.readString(output, StandardCharsets.UTF_8)));
      }
    } finally {
      Files.delete(output);
    }
  }
}
