package io.ispmonitor.icmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.ProbeOutcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What the interop tests do inside a network namespace, each in a JVM of its own. An exception ends
 * the JVM with an exit code that the test sees.
 */
final class Scenarios {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private Scenarios() {}

  public static void main(String[] arguments) throws Exception {
    SocketKind kind = arguments.length > 1 ? SocketKind.valueOf(arguments[1]) : SocketKind.DATAGRAM;
    switch (arguments[0]) {
      case "loopback" -> loopback(kind);
      case "router" -> router(kind);
      case "linkLocal" -> linkLocal(kind);
      case "tooLong" -> tooLong(kind);
      case "overflow" -> overflow(kind);
      case "neighbours" -> neighbours(kind);
      case "close" -> close(kind);
      case "marked" -> marked(kind);
      case "notPermitted" -> notPermitted();
      case "series" -> series();
      case "diagnose" ->
          DiagnoseScenario.run(kind, List.of(arguments).subList(2, arguments.length));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static List<InetAddress> loopbackAddresses(int count) throws IOException {
    List<InetAddress> addresses = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      addresses.add(InetAddress.getByAddress(new byte[] {127, 1, (byte) (i >> 8), (byte) i}));
    }
    return addresses;
  }

  private static InetAddress address(String literal) throws IOException {
    return InetAddress.getByName(literal);
  }

  private static void loopback(SocketKind kind) throws Exception {
    try (LiveEngine live = new LiveEngine(EchoOptions.DEFAULT, kind)) {
      List<InetAddress> addresses = loopbackAddresses(5_000);
      for (int i = 0; i < 1_000; i++) {
        addresses.add(address("::1"));
      }
      for (LiveEngine.Result result : live.ask(addresses, SECOND)) {
        assertTrue(result.answered(), result::toString);
        assertTrue(result.roundTrip().toNanos() > 0, result::toString);
        assertTrue(result.roundTrip().compareTo(SECOND) < 0, result::toString);
      }
      EchoCounters counters = live.lastCounters();
      assertEquals(6_000, counters.answered(), counters::toString);
      assertEquals(6_000, counters.stamped(), counters::toString);
      assertEquals(0, counters.unreadable() + counters.forged(), counters::toString);
    }
  }

  /** Beyond 10.9.0.2 there are networks that it calls unreachable, prohibits and swallows. */
  private static void router(SocketKind kind) throws Exception {
    try (LiveEngine live = new LiveEngine(EchoOptions.DEFAULT, kind)) {
      settle(live, "10.9.0.2", "fd09::2");
      List<LiveEngine.Result> results =
          live.ask(
              List.of(
                  address("10.8.0.1"),
                  address("10.9.0.2"),
                  address("10.7.0.1"),
                  address("10.9.0.2"),
                  address("10.6.0.1"),
                  address("10.99.0.1"),
                  address("fd08::1"),
                  address("fd09::2")),
              SECOND);
      System.out.println(results);
      refused(results.get(0), "host unreachable (ICMP 3/1)", "10.9.0.2");
      assertTrue(results.get(1).answered(), results::toString);
      refused(results.get(2), "administratively prohibited (ICMP 3/13)", "10.9.0.2");
      assertTrue(results.get(3).answered(), results::toString);
      assertInstanceOf(ProbeOutcome.Silent.class, results.get(4).outcome());
      ProbeOutcome.Broken broken =
          assertInstanceOf(ProbeOutcome.Broken.class, results.get(5).outcome());
      assertTrue(broken.reason().contains("no route on this machine"), broken::reason);
      refused(results.get(6), "no route to destination (ICMPv6 1/0)", "fd09::2");
      assertTrue(results.get(7).answered(), results::toString);
    }
  }

  /**
   * A cable that was just plugged in may swallow the first question: its ends come up one after the
   * other, and what was to find out the neighbour's address is asked again a second later.
   */
  private static void settle(LiveEngine live, String... neighbours) throws Exception {
    for (String neighbour : neighbours) {
      LiveEngine.Result result = live.ask(neighbour, SECOND);
      for (int again = 0; again < 10 && !result.answered(); again++) {
        result = live.ask(neighbour, SECOND);
      }
      assertTrue(result.answered(), neighbour + ": " + result);
    }
  }

  private static void refused(LiveEngine.Result result, String reason, String by)
      throws IOException {
    ProbeOutcome.Refused refused =
        assertInstanceOf(ProbeOutcome.Refused.class, result.outcome(), result::toString);
    assertEquals(reason, refused.reason());
    assertEquals(address(by), refused.by());
  }

  private static void linkLocal(SocketKind kind) throws Exception {
    try (LiveEngine live = new LiveEngine(EchoOptions.DEFAULT, kind)) {
      settle(live, "fe80::2%us");
      LiveEngine.Result result = live.ask("fe80::2%us", SECOND);
      assertTrue(result.answered(), result::toString);
    }
  }

  /** Beyond the router there is a link that takes 1,300 bytes; our own takes 1,500. */
  private static void tooLong(SocketKind kind) throws Exception {
    EchoOptions options = EchoOptions.DEFAULT.withDontFragment(true).withPayloadBytes(1_400);
    try (LiveEngine live = new LiveEngine(options, kind)) {
      settle(live, "10.9.0.2");
      for (int attempt = 0; attempt < 2; attempt++) {
        refused(
            live.ask("10.5.0.1", SECOND),
            "packet too big, the next hop takes 1300 bytes (ICMP 3/4)",
            "10.9.0.2");
      }
      assertTrue(live.ask("10.9.0.2", SECOND).answered());
    }
    EchoOptions longer = options.withPayloadBytes(3_000);
    try (LiveEngine live = new LiveEngine(longer, kind)) {
      ProbeOutcome.Broken broken =
          assertInstanceOf(ProbeOutcome.Broken.class, live.ask("10.9.0.2", SECOND).outcome());
      assertTrue(broken.reason().contains("too long for the link"), broken::reason);
    }
    try (LiveEngine live = new LiveEngine(longer.withDontFragment(false), kind)) {
      assertTrue(live.ask("10.9.0.2", SECOND).answered(), "fragments are put together again");
    }
  }

  /** More replies than fit into the buffer: none of the lost ones may be called silent. */
  private static void overflow(SocketKind kind) throws Exception {
    EchoOptions options = EchoOptions.DEFAULT.withReceiveBufferBytes(4_096);
    List<InetAddress> sixes = Collections.nCopies(1_000, address("::1"));
    overflow(options, kind, StandardProtocolFamily.INET, loopbackAddresses(1_000));
    overflow(options, kind, StandardProtocolFamily.INET6, sixes);
    try (LiveEngine live = new LiveEngine(options, kind)) {
      List<InetAddress> both = new ArrayList<>(sixes);
      both.addAll(loopbackAddresses(1_000));
      for (LiveEngine.Result result : live.ask(both, SECOND)) {
        assertTrue(result.answered(), "paced by the buffer that was read back: " + result);
      }
    }
  }

  private static void overflow(
      EchoOptions options,
      SocketKind kind,
      StandardProtocolFamily family,
      List<InetAddress> addresses)
      throws Exception {
    try (LiveEngine live = LiveEngine.reckless(options, kind, family, 10_000)) {
      List<LiveEngine.Result> results = live.ask(addresses, SECOND);
      EchoCounters counters = live.lastCounters();
      long voided =
          results.stream()
              .filter(result -> !result.answered())
              .filter(result -> result.outcome() instanceof ProbeOutcome.Void)
              .count();
      long answered = results.stream().filter(LiveEngine.Result::answered).count();
      assertTrue(voided > 100, counters::toString);
      assertEquals(addresses.size(), voided + answered, counters::toString);
      assertEquals(voided, counters.overflowed(), counters::toString);
    }
  }

  /** What another engine on the same machine asks is neither read nor counted as dropped. */
  private static void neighbours(SocketKind kind) throws Exception {
    try (LiveEngine live = new LiveEngine(EchoOptions.DEFAULT, kind);
        LiveEngine other = new LiveEngine(EchoOptions.DEFAULT, kind)) {
      CompletableFuture<LiveEngine.Result> dead = live.start(address("10.6.0.1"), SECOND);
      CompletableFuture<LiveEngine.Result> dead6 = live.start(address("fd06::1"), SECOND);
      List<InetAddress> foreign = loopbackAddresses(2_000);
      foreign.addAll(Collections.nCopies(2_000, address("::1")));
      for (LiveEngine.Result result : other.ask(foreign, SECOND)) {
        assertTrue(result.answered(), result::toString);
      }
      for (CompletableFuture<LiveEngine.Result> silent : List.of(dead, dead6)) {
        ProbeOutcome outcome = silent.get(10, TimeUnit.SECONDS).outcome();
        assertInstanceOf(ProbeOutcome.Silent.class, outcome, outcome::toString);
      }
      EchoCounters counters = live.lastCounters();
      assertEquals(0, counters.overflowed(), counters::toString);
      assertEquals(0, counters.unreadable() + counters.forged(), counters::toString);
    }
  }

  private static void close(SocketKind kind) throws Exception {
    try (LiveEngine warm = new LiveEngine(EchoOptions.DEFAULT, kind)) {
      assertTrue(warm.ask("127.0.0.1", SECOND).answered());
    }
    long files = openFiles();
    LiveEngine live = new LiveEngine(EchoOptions.DEFAULT, kind);
    List<CompletableFuture<LiveEngine.Result>> open = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      byte[] address = {10, 6, (byte) (i >> 8), (byte) i};
      open.add(live.start(InetAddress.getByAddress(address), Duration.ofMinutes(10)));
    }
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (live.engine.inFlight() < 5_000 && System.nanoTime() - limit < 0) {
      Thread.onSpinWait();
    }
    assertTrue(live.engine.inFlight() >= 5_000, "most are on their way");
    long began = System.nanoTime();
    live.close();
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    assertTrue(took.compareTo(Duration.ofSeconds(2)) < 0, took::toString);
    for (CompletableFuture<LiveEngine.Result> result : open) {
      assertTrue(result.isDone());
      assertInstanceOf(ProbeOutcome.Void.class, result.get().outcome());
    }
    assertEquals(files, openFiles(), "open files");
    assertTrue(
        Thread.getAllStackTraces().keySet().stream()
            .noneMatch(thread -> thread.getName().startsWith("ispmonitor")));
  }

  private static long openFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return files.count();
    }
  }

  private static void marked(SocketKind kind) throws Exception {
    EchoOptions options = EchoOptions.DEFAULT.withDscp(46).withDontFragment(true);
    try (LiveEngine live = new LiveEngine(options, kind)) {
      assertTrue(live.ask("127.0.0.1", SECOND).answered());
      assertTrue(live.ask("::1", SECOND).answered());
    }
  }

  private static void notPermitted() {
    IcmpNotPermittedException refusal =
        assertThrows(IcmpNotPermittedException.class, IcmpProbe::open);
    String message = String.valueOf(refusal.getMessage());
    for (String word : List.of("net.ipv4.ping_group_range", "CAP_NET_RAW", "EACCES", "EPERM")) {
      assertTrue(message.contains(word), message);
    }
  }

  private static void series() throws Exception {
    try (IcmpProbe probe = IcmpProbe.builder().count(5).spacing(Duration.ofMillis(20)).open()) {
      CompletableFuture<ProbeOutcome> outcome = new CompletableFuture<>();
      probe.start(
          Device.of("loopback", address("127.0.0.1")),
          new Deadline(System.nanoTime(), SECOND.toNanos()),
          outcome::complete);
      ProbeOutcome.Answered answered =
          assertInstanceOf(ProbeOutcome.Answered.class, outcome.get(10, TimeUnit.SECONDS));
      assertEquals(0, answered.readings().value(4));
      assertTrue(answered.readings().value(1) > 0, answered::toString);
      assertTrue(answered.readings().value(2) >= answered.readings().value(0));
    }
  }
}
