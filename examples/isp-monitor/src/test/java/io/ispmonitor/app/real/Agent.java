package io.ispmonitor.app.real;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** An snmpd of net-snmp on a free port of loopback, with files of its own. */
final class Agent implements AutoCloseable {
  private static final long LIMIT_SECONDS = 10;

  private final Process process;
  private final int port;

  Agent(Path directory, String community) throws IOException {
    Path kept = Files.createDirectories(directory.resolve("persistent"));
    Path configuration = directory.resolve("agent.conf");
    Files.writeString(configuration, "rocommunity %s 127.0.0.1\n".formatted(community));
    try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    ProcessBuilder snmpd =
        new ProcessBuilder(
            "snmpd",
            "-f",
            "-Lf",
            directory.resolve("snmpd.log").toString(),
            "-C",
            "-c",
            configuration.toString(),
            "-I",
            "-smux",
            "udp:127.0.0.1:" + port);
    snmpd.environment().put("SNMP_PERSISTENT_DIR", kept.toString());
    snmpd.environment().put("SNMPCONFPATH", directory.toString());
    snmpd.environment().put("MIBS", "");
    process =
        snmpd
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("snmpd.out").toFile())
            .start();
  }

  int port() {
    return port;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
