package io.ispmonitor.app.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A configuration of this machine alone, with its history in files, and programs that watch it. */
record SmallSite(Path directory) {
  private static final String PLAIN =
      """
      web: {bind: 127.0.0.1, port: %d}
      ping: {interval: 1s, timeout: 1s}
      devices:
        - {id: here, kind: server, address: 127.0.0.1}
        - {id: there, kind: server, address: 127.0.0.2, parent: here}
      channels:
        diary: {type: log}
      routes:
        - {to: diary}
      """;

  /** Writes the file, with the console at any free port. */
  SmallSite {
    write(directory, plain(0));
  }

  /** The text of a configuration with the console at a port. */
  static String plain(int port) {
    return PLAIN.formatted(port);
  }

  private static void write(Path directory, String text) {
    try {
      Files.writeString(directory.resolve("isp-monitor.yaml"), text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Changes what is configured. */
  void write(String text) {
    write(directory, text);
  }

  Path file() {
    return directory.resolve("isp-monitor.yaml");
  }

  Path data() {
    return directory.resolve("data");
  }

  /** Starts a program on it. */
  Program start(Map<String, String> environment, String... more) throws IOException {
    String[] all = new String[5 + more.length];
    System.arraycopy(
        new String[] {"run", "--config", file().toString(), "--data", data().toString()},
        0,
        all,
        0,
        5);
    System.arraycopy(more, 0, all, 5, more.length);
    return Program.start(List.of(), environment, all);
  }
}
