package io.ispmonitor.icmp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A chain of real routers, traced hop by hop. Needs root. */
@Tag("interop")
class DiagnosisInteropTest {
  private final Site top = Site.top();
  private final List<Site> chain = new ArrayList<>();

  @AfterEach
  void takeAway() {
    top.close();
  }

  /** From us over two towers and a mast to a radio. */
  private void build() {
    top.namespace.allowPing();
    add(top.gateway("gateway"));
    add(chain.get(0).branch("tower", "10.1.2.0", "10.1.0.0/16"));
    add(chain.get(1).branch("mast", "10.1.3.0", "10.1.0.0/17"));
    add(chain.get(2).branch("radio", "10.1.4.0", "10.1.0.0/18"));
  }

  private void add(Site site) {
    site.connect();
    chain.add(site);
  }

  private Site radio() {
    return chain.get(3);
  }

  private String[] arguments(SocketKind kind) {
    List<String> words = new ArrayList<>(List.of(kind.name()));
    chain.forEach(site -> words.add(site.name + "=" + site.address()));
    return words.toArray(String[]::new);
  }

  private static void holds(String report, String... patterns) {
    for (String pattern : patterns) {
      assertTrue(Pattern.compile(pattern).matcher(report).find(), () -> pattern + "\n" + report);
    }
  }

  private static final String[] WHOLE_WAY = {
    "reachable: 5 of 5 echoes",
    "4 hops, reached",
    "1  192\\.0\\.2\\.2 \\(gateway\\)  [0-9.]+ ms",
    "2  10\\.1\\.2\\.2 \\(tower\\)  [0-9.]+ ms",
    "3  10\\.1\\.3\\.2 \\(mast\\)  [0-9.]+ ms",
    "4  10\\.1\\.4\\.2 \\(radio\\)  answered in [0-9.]+ ms"
  };

  @ParameterizedTest
  @EnumSource(SocketKind.class)
  @DisplayName("every hop of a chain is named, by datagram and by raw sockets")
  void chain(SocketKind kind) {
    build();
    holds(top.namespace.scenario("diagnose", arguments(kind)), WHOLE_WAY);
  }

  @Test
  @DisplayName("a user without privileges traces the chain too")
  void unprivileged() {
    build();
    holds(top.namespace.scenarioAsNobody("diagnose", arguments(SocketKind.DATAGRAM)), WHOLE_WAY);
  }

  @ParameterizedTest
  @EnumSource(SocketKind.class)
  @DisplayName("a radio that lost its power leaves the mast as the last that answers")
  void silent(SocketKind kind) {
    build();
    radio().fallSilent();
    // While the mast still looks for the radio's link address there is silence, then it says so.
    holds(
        top.namespace.scenario("diagnose", arguments(kind)),
        "radio: (silent from hop 4 on: last answer from 10\\.1\\.3\\.2 \\(mast\\)"
            + "|10\\.1\\.3\\.2 \\(mast\\) says host unreachable)",
        "3  10\\.1\\.3\\.2 \\(mast\\)");
  }

  @ParameterizedTest
  @EnumSource(SocketKind.class)
  @DisplayName("a cable that is cut is told by the router at its end")
  void cut(SocketKind kind) {
    build();
    chain.get(2).cutOff();
    holds(
        top.namespace.scenario("diagnose", arguments(kind)),
        "radio: 10\\.1\\.2\\.2 \\(tower\\) says network unreachable",
        "1  192\\.0\\.2\\.2 \\(gateway\\)");
  }

  @Test
  @DisplayName("without any right to send, both ways to be allowed are told")
  void notPermitted() {
    build();
    top.namespace.run("sysctl -q -w net.ipv4.ping_group_range=65534\\ 65534");
    holds(
        top.namespace.scenarioAsNobody("diagnose", arguments(SocketKind.RAW)),
        "path not available: .*ping_group_range.*CAP_NET_RAW");
  }

  @ParameterizedTest
  @EnumSource(SocketKind.class)
  @DisplayName("a chain is traced over IPv6 too")
  void ipv6(SocketKind kind) {
    try (Namespace router = Namespace.create();
        Namespace far = Namespace.create()) {
      top.namespace.allowPing().connect(router, "us", "near");
      router.connect(far, "behind", "far");
      router.run("sysctl -q -w net.ipv6.conf.all.forwarding=1 net.ipv6.icmp.ratelimit=0");
      top.namespace.run("ip -6 addr add fd01::1/64 dev us nodad");
      router.run("ip -6 addr add fd01::2/64 dev near nodad");
      router.run("ip -6 addr add fd02::1/64 dev behind nodad");
      far.run("ip -6 addr add fd02::2/64 dev far nodad");
      top.namespace.run("ip -6 route add fd02::/64 via fd01::2");
      far.run("ip -6 route add fd01::/64 via fd02::1");
      holds(
          top.namespace.scenario("diagnose", kind.name(), "tower=fd01::2", "radio=fd02::2"),
          "reachable: 5 of 5 echoes",
          "1  fd01:0:0:0:0:0:0:2 \\(tower\\)",
          "2  fd02:0:0:0:0:0:0:2 \\(radio\\)  answered");
    }
  }
}
