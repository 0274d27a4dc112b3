package io.ispmonitor.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real agent of net-snmp on a free port of loopback, with files of its own. */
final class Snmpd implements AutoCloseable {
  private final Path directory;
  final int port;
  private Process process;

  Snmpd(Path directory, String... configuration) throws IOException {
    this.directory = directory;
    Files.createDirectories(persistent());
    Files.write(directory.resolve("agent.conf"), List.of(configuration));
    try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
    }
    this.process = started();
  }

  private Process started() throws IOException {
    ProcessBuilder snmpd =
        new ProcessBuilder(
            "snmpd",
            "-f",
            "-Lf",
            directory.resolve("snmpd.log").toString(),
            "-C",
            "-c",
            directory.resolve("agent.conf").toString(),
            "-I",
            "-smux",
            "udp:127.0.0.1:" + port);
    snmpd.environment().put("SNMP_PERSISTENT_DIR", persistent().toString());
    snmpd.environment().put("SNMPCONFPATH", directory.toString());
    snmpd.environment().put("MIBS", "");
    return snmpd
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("snmpd.out").toFile())
        .start();
  }

  /** Where it keeps its engine's boots and the keys of users, in a file {@code snmpd.conf}. */
  private Path persistent() {
    return directory.resolve("persistent");
  }

  void restart() throws Exception {
    stop();
    process = started();
  }

  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  /** What a command of net-snmp prints, line by line. */
  List<String> print(String command, String... arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of(arguments));
    words.add(words.size() - 1, "127.0.0.1:" + port);
    Path output = Files.createTempFile(directory, "print", ".out");
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("SNMP_PERSISTENT_DIR", persistent().toString());
    builder.environment().put("SNMPCONFPATH", directory.toString());
    builder.environment().put("MIBS", ""); // numbers are wanted, not names
    Process printing = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    assertTrue(printing.waitFor(60, TimeUnit.SECONDS), command);
    assertEquals(0, printing.exitValue(), Files.readString(output));
    return Files.readAllLines(output);
  }

  @Override
  public void close() throws InterruptedException {
    stop();
  }
}
