package io.ispmonitor.benchmarks.ping;

import io.ispmonitor.icmp.EchoOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Pings rounds on demand, so that a warm JVM can take turns with other programs.
 *
 * <p>Each line read is {@code <addresses> <per second> [<file>]}: a file of addresses, the pace (0
 * for as fast as it goes), and where to write each round trip. Each line written is {@code <wall
 * ns> <cpu ns> <silent> <undecided> <resident kB> <peak kB>}.
 */
public final class RoundServer {
  private final Pinger pinger;
  private final Map<Path, InetAddress[]> lists = new HashMap<>();

  private RoundServer(Pinger pinger) {
    this.pinger = pinger;
  }

  /** Serves until its standard input ends. Arguments: {@code engine}, {@code unstamped}, ... */
  public static void main(String[] args) throws IOException, InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    try (Pinger pinger = pinger(args[0])) {
      RoundServer server = new RoundServer(pinger);
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.println(server.round(line.split(" ")));
      }
    }
  }

  private static Pinger pinger(String name) {
    return switch (name) {
      case "engine" -> new EnginePinger(EchoOptions.DEFAULT);
      case "unstamped" -> new EnginePinger(EchoOptions.DEFAULT.withTransmitTimestamps(false));
      case "reachable" -> new ReachablePinger();
      default ->
          throw new IllegalArgumentException(
              "'" + name + "' is no pinger; name engine, unstamped or reachable");
    };
  }

  private String round(String[] words) throws IOException, InterruptedException {
    InetAddress[] addresses = addresses(Path.of(words[0]));
    long cpu = ProcessUse.cpuNanos();
    long wall = System.nanoTime();
    long[] results = pinger.round(addresses, Integer.parseInt(words[1]));
    wall = System.nanoTime() - wall;
    cpu = ProcessUse.cpuNanos() - cpu;
    if (words.length > 2) {
      write(Path.of(words[2]), addresses, results);
    }
    return new StringJoiner(" ")
        .add(Long.toString(wall))
        .add(Long.toString(cpu))
        .add(Long.toString(count(results, Pinger.SILENT)))
        .add(Long.toString(count(results, Pinger.UNDECIDED)))
        .add(Long.toString(ProcessUse.residentKilobytes()))
        .add(Long.toString(ProcessUse.peakKilobytes()))
        .toString();
  }

  private InetAddress[] addresses(Path file) throws IOException {
    InetAddress[] known = lists.get(file);
    if (known == null) {
      known = AddressList.read(file);
      lists.put(file, known);
    }
    return known;
  }

  private static long count(long[] results, long kind) {
    long count = 0;
    for (long result : results) {
      count += result == kind ? 1 : 0;
    }
    return count;
  }

  private static void write(Path file, InetAddress[] addresses, long[] results) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < results.length; i++) {
      lines.append(addresses[i].getHostAddress()).append(' ').append(results[i]).append('\n');
    }
    Files.writeString(file, lines);
  }
}
