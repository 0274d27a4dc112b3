package io.ispmonitor.icmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.testkit.ManualTime;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SocketOpenerTest {
  private static final int DATAGRAM_4 = Linux.AF_INET * 100 + Linux.SOCK_DGRAM;
  private static final int RAW_4 = Linux.AF_INET * 100 + Linux.SOCK_RAW;
  private static final int DATAGRAM_6 = Linux.AF_INET6 * 100 + Linux.SOCK_DGRAM;
  private static final int RAW_6 = Linux.AF_INET6 * 100 + Linux.SOCK_RAW;

  private final FakeLibc libc = new FakeLibc();
  private final ManualTime time = ManualTime.startingAt(Instant.EPOCH);

  private EchoEngine engine() {
    return EchoEngine.open(
        libc, EchoOptions.DEFAULT, List.of(SocketKind.values()), time, Thread::new);
  }

  private EchoSocket open(EchoOptions options, StandardProtocolFamily family) throws Exception {
    return new SocketOpener(libc, options).open(family, List.of(SocketKind.values()));
  }

  private List<Integer> option(int level, int name) {
    return libc.options.stream()
        .filter(option -> option.level() == level && option.name() == name)
        .map(FakeLibc.Option::value)
        .toList();
  }

  @Test
  @DisplayName("datagram sockets are tried first and need no filter")
  void datagramFirst() throws Exception {
    assertEquals(
        "datagram ICMP socket for IPv4",
        open(EchoOptions.DEFAULT, StandardProtocolFamily.INET).kind());
    assertEquals(List.of(Linux.SOCK_DGRAM), libc.openedTypes);
    assertTrue(option(Linux.SOL_SOCKET, Linux.SO_ATTACH_FILTER).isEmpty());
  }

  @Test
  @DisplayName("a raw socket is the second choice, and filters by type before by identifier")
  void rawSecond() throws Exception {
    libc.socketErrors.put(DATAGRAM_4, Errno.EACCES);
    assertEquals(
        "raw ICMP socket for IPv4", open(EchoOptions.DEFAULT, StandardProtocolFamily.INET).kind());
    assertEquals(List.of(Linux.SOCK_DGRAM, Linux.SOCK_RAW), libc.openedTypes);
    assertEquals(Linux.ICMP_FILTER, libc.options.get(0).name());
    assertEquals(~1, libc.options.get(0).value(), "only echo replies pass");
    assertEquals(Linux.SO_ATTACH_FILTER, libc.options.get(1).name());
    assertEquals(5, libc.options.get(1).value() & 0xffff, "instructions");
  }

  @Test
  @DisplayName("a raw IPv6 socket lets only type 129 pass")
  void rawIpv6Filter() throws Exception {
    libc.socketErrors.put(DATAGRAM_6, Errno.EACCES);
    open(EchoOptions.DEFAULT, StandardProtocolFamily.INET6);
    assertEquals(List.of(-1, -1, -1, -1, ~2, -1, -1, -1), libc.options.get(0).words());
  }

  @Test
  @DisplayName("the identifier filter accepts its identifier and nothing else")
  void identifierFilter() {
    ByteBuffer program = IdentifierFilter.program(false, 0xbeef).order(ByteOrder.nativeOrder());
    int compare = 2 * IdentifierFilter.INSTRUCTION_BYTES;
    assertEquals(0xbeef, program.getInt(compare + 4));
    assertEquals(1, program.get(compare + 3), "jumps over the acceptance");
    assertEquals(0, program.getInt(4 * IdentifierFilter.INSTRUCTION_BYTES + 4));
    assertEquals(
        4 * IdentifierFilter.INSTRUCTION_BYTES, IdentifierFilter.program(true, 1).capacity());
  }

  @Test
  @DisplayName("no socket at all is refused with both ways to allow one")
  void notPermitted() {
    libc.socketErrors.putAll(
        Map.of(
            DATAGRAM_4,
            Errno.EACCES,
            RAW_4,
            Errno.EPERM,
            DATAGRAM_6,
            Errno.EACCES,
            RAW_6,
            Errno.EPERM));
    IcmpNotPermittedException refusal = assertThrows(IcmpNotPermittedException.class, this::engine);
    String message = String.valueOf(refusal.getMessage());
    assertTrue(message.contains("ping_group_range=\"0 2147483647\""), message);
    assertTrue(message.contains("AmbientCapabilities=CAP_NET_RAW"), message);
    assertTrue(message.contains("EACCES") && message.contains("EPERM"), message);
  }

  @Test
  @DisplayName("a machine without IPv6 still asks IPv4")
  void oneFamily() {
    libc.socketErrors.put(DATAGRAM_6, Errno.EAFNOSUPPORT);
    libc.socketErrors.put(RAW_6, Errno.EAFNOSUPPORT);
    try (EchoEngine engine = engine()) {
      assertTrue(engine.health().stream().anyMatch(check -> check.name().endsWith("ipv4")));
      assertFalse(engine.health().stream().anyMatch(check -> check.name().endsWith("ipv6")));
    }
    assertEquals(1, libc.closed.size());
  }

  @Test
  @DisplayName("the buffer is forced where that is allowed, asked for where not, and read back")
  void buffers() throws Exception {
    EchoSocket socket = open(EchoOptions.DEFAULT, StandardProtocolFamily.INET);
    assertEquals(List.of(16 << 20), option(Linux.SOL_SOCKET, Linux.SO_RCVBUFFORCE));
    assertTrue(option(Linux.SOL_SOCKET, Linux.SO_RCVBUF).isEmpty());
    assertEquals(212_992, socket.receiveBufferBytes());
    assertEquals(128, Lane.windowLimit(socket), "half of the 256 replies that fit");
    libc.optionErrors.put(1_000 + Linux.SO_RCVBUFFORCE, Errno.EPERM);
    libc.optionErrors.put(1_000 + Linux.SO_SNDBUFFORCE, Errno.EPERM);
    open(EchoOptions.DEFAULT, StandardProtocolFamily.INET);
    assertEquals(List.of(16 << 20), option(Linux.SOL_SOCKET, Linux.SO_RCVBUF));
    assertEquals(List.of(16 << 20), option(Linux.SOL_SOCKET, Linux.SO_SNDBUF));
  }

  @Test
  @DisplayName("a buffer smaller than two replies still lets one echo out at a time")
  void tinyBuffer() throws Exception {
    libc.receiveBuffer = 100;
    assertEquals(1, Lane.windowLimit(open(EchoOptions.DEFAULT, StandardProtocolFamily.INET)));
  }

  @Test
  @DisplayName("DSCP, don't-fragment and timestamps are set as asked")
  void options() throws Exception {
    EchoOptions options =
        EchoOptions.DEFAULT.withDscp(46).withDontFragment(true).withTransmitTimestamps(false);
    open(options, StandardProtocolFamily.INET);
    open(options, StandardProtocolFamily.INET6);
    assertEquals(List.of(46 << 2), option(Linux.SOL_IP, Linux.IP_TOS));
    assertEquals(List.of(46 << 2), option(Linux.SOL_IPV6, Linux.IPV6_TCLASS));
    assertEquals(List.of(3), option(Linux.SOL_IP, Linux.IP_MTU_DISCOVER));
    assertEquals(List.of(1), option(Linux.SOL_IPV6, Linux.IPV6_DONTFRAG));
    assertEquals(List.of(0x18, 0x18), option(Linux.SOL_SOCKET, Linux.SO_TIMESTAMPING));
    libc.options.clear();
    open(EchoOptions.DEFAULT, StandardProtocolFamily.INET);
    assertEquals(List.of(0), option(Linux.SOL_IP, Linux.IP_MTU_DISCOVER));
    assertEquals(List.of(0x1a), option(Linux.SOL_SOCKET, Linux.SO_TIMESTAMPING));
  }

  @Test
  @DisplayName(
      "an option the kernel refuses is an error with its number, and leaves no socket open")
  void refusedOption() {
    libc.optionErrors.put(Linux.IP_RECVERR, Errno.EINVAL);
    IcmpUnavailableException refusal =
        assertThrows(
            IcmpUnavailableException.class,
            () -> open(EchoOptions.DEFAULT, StandardProtocolFamily.INET));
    assertTrue(String.valueOf(refusal.getMessage()).contains("0/11"), refusal::toString);
    assertEquals(1, libc.closed.size());
  }
}
