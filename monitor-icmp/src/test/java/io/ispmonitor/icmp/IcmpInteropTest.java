package io.ispmonitor.icmp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real sockets, in network namespaces that each test makes and takes away. Needs root. */
@Tag("interop")
class IcmpInteropTest {
  private final Namespace us = Namespace.create();
  private final Namespace router = Namespace.create();

  @AfterEach
  void takeAway() {
    us.close();
    router.close();
  }

  /** A cable to a router, behind which some networks are worse off than others. */
  private void connect() {
    us.allowPing().connect(router, "us", "router");
    us.run("ip addr add 10.9.0.1/24 dev us").run("ip -6 addr add fd09::1/64 dev us nodad");
    router.run("ip addr add 10.9.0.2/24 dev router");
    router.run("ip -6 addr add fd09::2/64 dev router nodad");
    router.run("ip -6 addr add fe80::2/64 dev router nodad");
    router.run("sysctl -q -w net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1");
    router.run("sysctl -q -w net.ipv4.icmp_ratelimit=0 net.ipv6.icmp.ratelimit=0");
    router.run("ip route add unreachable 10.8.0.0/16").run("ip route add prohibit 10.7.0.0/16");
    router.run("ip -6 route add unreachable fd08::/64");
    router.run("ip link add swallow mtu 1300 type veth peer name pit");
    router.run("ip link set swallow arp off up").run("ip link set pit up");
    router.run("ip route add 10.6.0.0/16 dev swallow").run("ip route add 10.5.0.0/16 dev swallow");
    for (int network = 5; network <= 8; network++) {
      us.run("ip route add 10." + network + ".0.0/16 via 10.9.0.2");
    }
    router.run("ip -6 route add fd06::/64 dev swallow");
    us.run("ip -6 route add fd08::/64 via fd09::2").run("ip -6 route add fd06::/64 via fd09::2");
  }

  @ParameterizedTest
  @EnumSource(SocketKind.class)
  @DisplayName("loopback answers over IPv4 and IPv6, every sending stamped by the kernel")
  void loopback(SocketKind kind) {
    us.allowPing().scenario("loopback", kind.name());
  }

  @ParameterizedTest
  @EnumSource(SocketKind.class)
  @DisplayName("ICMP errors are refusals by the router that sent them, and hurt no innocent echo")
  void router(SocketKind kind) {
    connect();
    us.scenario("router", kind.name());
  }

  @ParameterizedTest
  @EnumSource(SocketKind.class)
  @DisplayName("a link-local address is asked on its interface")
  void linkLocal(SocketKind kind) {
    connect();
    us.scenario("linkLocal", kind.name());
  }

  @ParameterizedTest
  @EnumSource(SocketKind.class)
  @DisplayName("a packet that must not be fragmented meets the narrow link, every time anew")
  void tooLong(SocketKind kind) {
    connect();
    us.scenario("tooLong", kind.name());
  }

  @ParameterizedTest
  @EnumSource(SocketKind.class)
  @DisplayName("what the kernel drops for want of buffer is void, never silent")
  void overflow(SocketKind kind) {
    us.allowPing().scenario("overflow", kind.name());
  }

  @ParameterizedTest
  @EnumSource(SocketKind.class)
  @DisplayName("another pinger on the same machine is not noticed")
  void neighbours(SocketKind kind) {
    connect();
    us.scenario("neighbours", kind.name());
  }

  @ParameterizedTest
  @EnumSource(SocketKind.class)
  @DisplayName("closing with 10,000 echoes open takes less than 2 s and leaves nothing behind")
  void close(SocketKind kind) {
    connect();
    us.scenario("close", kind.name());
  }

  @ParameterizedTest
  @EnumSource(SocketKind.class)
  @DisplayName("DSCP and don't-fragment are on the wire")
  void marked(SocketKind kind) throws Exception {
    us.allowPing();
    Process observer =
        us.start("tcpdump", "-l", "-n", "-v", "-c", "4", "-i", "lo", "icmp or icmp6");
    try (BufferedReader lines = observer.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      while (line != null && !line.contains("listening on")) {
        line = lines.readLine();
      }
      us.scenario("marked", kind.name());
      StringBuilder seen = new StringBuilder();
      for (line = lines.readLine(); line != null; line = lines.readLine()) {
        seen.append(line).append('\n');
      }
      assertTrue(seen.toString().contains("tos 0xb8"), seen::toString);
      assertTrue(seen.toString().contains("flags [DF]"), seen::toString);
      assertTrue(seen.toString().contains("class 0xb8"), seen::toString);
    } finally {
      observer.destroy();
      assertTrue(observer.waitFor(10, TimeUnit.SECONDS));
    }
  }

  @Test
  @DisplayName("a user without privileges may ask where the group range allows it")
  void unprivileged() {
    us.allowPing();
    us.scenarioAsNobody("loopback", SocketKind.DATAGRAM.name());
    us.scenarioAsNobody("series");
  }

  @Test
  @DisplayName("a user without privileges is told both ways to be allowed where it does not")
  void notPermitted() {
    us.run("sysctl -q -w net.ipv4.ping_group_range=1\\ 0");
    us.scenarioAsNobody("notPermitted");
  }

  @Test
  @DisplayName("root falls back to raw sockets where the group range allows nobody")
  void rawFallback() {
    us.run("sysctl -q -w net.ipv4.ping_group_range=1\\ 0");
    us.scenario("series");
  }
}
