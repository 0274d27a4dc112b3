package io.ispmonitor.benchmarks.snmp;

import io.ispmonitor.benchmarks.ping.AddressList;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Polls rounds on demand, so that a warm JVM can take turns with other programs.
 *
 * <p>Each line read is {@code <file of addresses> <port>}; each line written is {@code <answered>
 * <partly answered> <unread> <wrong>}, in devices.
 */
public final class PollServer {
  private PollServer() {}

  /**
   * Serves until its standard input ends. Arguments: {@code collector} or {@code snmp4j}, {@code
   * v2c} or {@code v3}, and how many devices are asked at once.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    Map<Path, InetAddress[]> lists = new HashMap<>();
    try (Poller poller = poller(args[0], Access.named(args[1]), Integer.parseInt(args[2]))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] words = line.split(" ", 2);
        Path file = Path.of(words[0]);
        if (!lists.containsKey(file)) {
          lists.put(file, AddressList.read(file));
        }
        out.println(poller.poll(lists.get(file), Integer.parseInt(words[1])));
      }
    }
  }

  private static Poller poller(String name, Access access, int atOnce) throws IOException {
    return switch (name) {
      case "collector" -> new CollectorPoller(access, atOnce);
      case "snmp4j" -> new PlainPoller(access, atOnce);
      default ->
          throw new IllegalArgumentException(
              "'" + name + "' is no poller; name collector or snmp4j");
    };
  }
}
