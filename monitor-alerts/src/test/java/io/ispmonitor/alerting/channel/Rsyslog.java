package io.ispmonitor.alerting.channel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real rsyslogd on free ports of loopback, with files of its own. */
final class Rsyslog implements AutoCloseable {
  private static final String TEMPLATE =
      "%syslogfacility-text%|%syslogseverity-text%|%timestamp:::date-rfc3339%|%hostname%|%app-name%"
          + "|%procid%|%msgid%|%structured-data%|%msg%\\n";

  final int udp;
  final int tcp;
  final int tls;
  private final Path directory;
  private final Process process;
  private final WatchService watch = FileSystems.getDefault().newWatchService();

  Rsyslog(Path directory, TestKeys keys) throws Exception {
    this.directory = directory;
    this.udp = freeUdp();
    this.tcp = freeTcp();
    this.tls = freeTcp();
    Files.createDirectories(directory.resolve("work"));
    Files.write(
        directory.resolve("rsyslog.conf"),
        List.of(
            "global(workDirectory=\"" + directory.resolve("work") + "\"",
            "  maxMessageSize=\"16k\"",
            "  defaultNetstreamDriverCAFile=\"" + keys.certificate() + "\"",
            "  defaultNetstreamDriverCertFile=\"" + keys.certificate() + "\"",
            "  defaultNetstreamDriverKeyFile=\"" + keys.key() + "\")",
            "module(load=\"imudp\")",
            "module(load=\"imtcp\")",
            "template(name=\"all\" type=\"string\" string=\"" + TEMPLATE + "\")",
            "action(type=\"omfile\" file=\"" + written() + "\" template=\"all\")",
            "input(type=\"imudp\" address=\"127.0.0.1\" port=\"" + udp + "\")",
            "input(type=\"imtcp\" address=\"127.0.0.1\" port=\"" + tcp + "\")",
            "input(type=\"imtcp\" address=\"127.0.0.1\" port=\"" + tls + "\"",
            "  streamDriver.name=\"gtls\" streamDriver.mode=\"1\" streamDriver.authMode=\"anon\")"));
    directory.register(
        watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
    this.process =
        new ProcessBuilder(
                "rsyslogd",
                "-n",
                "-f",
                directory.resolve("rsyslog.conf").toString(),
                "-i",
                directory.resolve("rsyslog.pid").toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("rsyslog.out").toFile())
            .start();
  }

  private Path written() {
    return directory.resolve("written.log");
  }

  private static int freeUdp() throws IOException {
    try (DatagramSocket free =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      return free.getLocalPort();
    }
  }

  private static int freeTcp() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  /** The lines it has written by now that hold a text. */
  List<String> lines(String text) throws IOException {
    assertTrue(process.isAlive(), () -> "rsyslogd runs; it said " + said());
    return Files.exists(written())
        ? Files.readAllLines(written()).stream().filter(line -> line.contains(text)).toList()
        : List.of();
  }

  /** Waits until it has written something more, for a moment at most. */
  void awaitMore() throws InterruptedException {
    WatchKey key = watch.poll(250, TimeUnit.MILLISECONDS);
    if (key != null) {
      key.pollEvents();
      key.reset();
    }
  }

  /** What it said of itself. */
  String said() {
    try {
      return Files.readString(directory.resolve("rsyslog.out"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() throws IOException {
    watch.close();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
