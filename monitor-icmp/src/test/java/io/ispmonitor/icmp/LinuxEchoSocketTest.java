package io.ispmonitor.icmp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LinuxEchoSocketTest {
  private final FakeLibc libc = new FakeLibc();
  private final List<String> heard = new ArrayList<>();
  private final List<IcmpError> refusals = new ArrayList<>();
  private final EchoEvents events =
      new EchoEvents() {
        @Override
        public void replied(long high, long low, int scope, Cookie cookie, long stampNanos) {
          heard.add(
              "replied %x %x %d slot %d at %d"
                  .formatted(high, low, scope, cookie.slot(), stampNanos));
        }

        @Override
        public void transmitted(Cookie cookie, long stampNanos) {
          heard.add("transmitted slot %d at %d".formatted(cookie.slot(), stampNanos));
        }

        @Override
        public void refused(Cookie cookie, IcmpError error, long stampNanos) {
          heard.add("refused slot %d".formatted(cookie.slot()));
          refusals.add(error);
        }

        @Override
        public void unreadable() {
          heard.add("unreadable");
        }
      };

  private EchoSocket open(StandardProtocolFamily family, SocketKind kind) throws Exception {
    return new SocketOpener(libc, EchoOptions.DEFAULT).open(family, List.of(kind));
  }

  private List<String> received(EchoSocket socket) {
    socket.replies(socket.receive(), events);
    return heard;
  }

  private List<String> failed(EchoSocket socket) {
    socket.errors(events);
    return heard;
  }

  @Test
  @DisplayName("an IPv4 echo has its destination, type, sequence, cookie and filling in place")
  void packsIpv4() throws Exception {
    EchoSocket socket = open(StandardProtocolFamily.INET, SocketKind.DATAGRAM);
    Cookie cookie = Wire.cookie(7, 3);
    socket.put(0, 0, 0x0a010203L, 0, 0x12345, cookie);
    socket.put(1, 0, 0xc0000201L, 0, 2, cookie);
    assertEquals(2, socket.send(0, 2));
    FakeLibc.Sent sent = libc.sent.get(0);
    assertArrayEquals(Wire.sockaddr4(0x0a010203), sent.name());
    ByteBuffer data = ByteBuffer.wrap(sent.data());
    assertEquals(64, data.capacity());
    assertEquals(Linux.ICMP_ECHO_REQUEST, data.get(0));
    assertEquals(0x2345, data.getShort(6));
    assertEquals(cookie.place, data.getLong(16));
    assertEquals(cookie.mac, data.getLong(24));
    assertEquals(24, data.get(32));
    assertEquals(55, data.get(63));
    assertArrayEquals(Wire.sockaddr4(0xc0000201), libc.sent.get(1).name());
  }

  @Test
  @DisplayName("an IPv6 echo carries the scope of its destination")
  void packsIpv6() throws Exception {
    EchoSocket socket = open(StandardProtocolFamily.INET6, SocketKind.DATAGRAM);
    socket.put(0, 0xfe80L << 48, 1, 9, 1, Wire.cookie(1, 1));
    socket.send(0, 1);
    FakeLibc.Sent sent = libc.sent.get(0);
    assertArrayEquals(Wire.sockaddr6(0xfe80L << 48, 1, 9), sent.name());
    assertEquals((byte) Linux.ICMPV6_ECHO_REQUEST, sent.data()[0]);
  }

  @Test
  @DisplayName("a hop limit is an option of the address family")
  void hopLimit() throws Exception {
    EchoSocket four = open(StandardProtocolFamily.INET, SocketKind.DATAGRAM);
    EchoSocket six = open(StandardProtocolFamily.INET6, SocketKind.DATAGRAM);
    libc.options.clear();
    assertEquals(0, four.hopLimit(7));
    assertEquals(0, six.hopLimit(8));
    assertEquals(
        List.of(
            new FakeLibc.Option(Linux.SOL_IP, Linux.IP_TTL, List.of(7)),
            new FakeLibc.Option(Linux.SOL_IPV6, Linux.IPV6_UNICAST_HOPS, List.of(8))),
        libc.options);
  }

  @Test
  @DisplayName("a raw IPv4 echo carries a right checksum; the kernel makes all others")
  void rawChecksum() throws Exception {
    EchoSocket socket = open(StandardProtocolFamily.INET, SocketKind.RAW);
    socket.put(0, 0, 1, 0, 77, Wire.cookie(1, 1));
    socket.send(0, 1);
    ByteBuffer data = ByteBuffer.wrap(libc.sent.get(0).data());
    assertEquals(0, EchoPacket.checksum(data, 0, data.capacity()), "sums to zero with itself");
    EchoSocket datagram = open(StandardProtocolFamily.INET, SocketKind.DATAGRAM);
    datagram.put(0, 0, 1, 0, 77, Wire.cookie(1, 1));
    datagram.send(0, 1);
    assertEquals(0, ByteBuffer.wrap(libc.sent.get(1).data()).getShort(2));
  }

  @Test
  @DisplayName("the checksum is that of RFC 1071, for odd lengths too")
  void checksum() {
    byte[] example = {
      0x00, 0x01, (byte) 0xf2, 0x03, (byte) 0xf4, (byte) 0xf5, (byte) 0xf6, (byte) 0xf7
    };
    assertEquals((short) ~0xddf2, EchoPacket.checksum(ByteBuffer.wrap(example), 0, 8));
    byte[] odd = {1, 2, 3};
    assertEquals((short) ~0x0402, EchoPacket.checksum(ByteBuffer.wrap(odd), 0, 3));
  }

  @Test
  @DisplayName("replies are read with their source and the kernel's stamp")
  void reads() throws Exception {
    byte[] stamp = Wire.stamp(Wire.STAMP);
    Cookie cookie = Wire.cookie(7, 3);
    libc.replies.add(
        new FakeLibc.Message(Wire.sockaddr4(0x0a000001), stamp, Wire.icmp(0, 0, cookie)));
    libc.replies.add(new FakeLibc.Message(Wire.sockaddr4(2), new byte[0], Wire.icmp(0, 0, cookie)));
    EchoSocket datagram = open(StandardProtocolFamily.INET, SocketKind.DATAGRAM);
    libc.replies.add(
        new FakeLibc.Message(Wire.sockaddr4(0x0a000001), stamp, Wire.icmp(0, 0, cookie)));
    libc.replies.add(new FakeLibc.Message(Wire.sockaddr4(2), new byte[0], Wire.icmp(0, 0, cookie)));
    assertEquals(
        List.of(
            "replied 0 a000001 0 slot 7 at " + Wire.STAMP,
            "replied 0 2 0 slot 7 at " + ControlMessages.NO_STAMP),
        received(datagram),
        "what came before the socket was set up is discarded");
    heard.clear();
    EchoSocket raw = open(StandardProtocolFamily.INET, SocketKind.RAW);
    libc.replies.add(new FakeLibc.Message(Wire.sockaddr4(3), stamp, Wire.icmp(20, 0, cookie)));
    assertEquals(List.of("replied 0 3 0 slot 7 at " + Wire.STAMP), received(raw));
    heard.clear();
    EchoSocket six = open(StandardProtocolFamily.INET6, SocketKind.DATAGRAM);
    libc.replies.add(
        new FakeLibc.Message(Wire.sockaddr6(0xfdL << 56, 1, 4), stamp, Wire.icmp(0, 129, cookie)));
    assertEquals(List.of("replied fd00000000000000 1 4 slot 7 at " + Wire.STAMP), received(six));
  }

  @Test
  @DisplayName(
      "what is no echo reply, too short, without our magic or of another family is unreadable")
  void unreadable() throws Exception {
    EchoSocket socket = open(StandardProtocolFamily.INET, SocketKind.DATAGRAM);
    Cookie cookie = Wire.cookie(7, 3);
    byte[] reply = Wire.icmp(0, 0, cookie);
    byte[] from = Wire.sockaddr4(1);
    byte[] none = new byte[0];
    cookie.head = 0;
    libc.replies.addAll(
        List.of(
            new FakeLibc.Message(from, none, Wire.icmp(0, 8, Wire.cookie(7, 3))),
            new FakeLibc.Message(from, none, Arrays.copyOf(reply, 31)),
            new FakeLibc.Message(from, none, none),
            new FakeLibc.Message(from, none, Wire.icmp(0, 0, cookie)),
            new FakeLibc.Message(Wire.sockaddr6(0, 1, 0), none, reply),
            new FakeLibc.Message(none, none, reply)));
    assertEquals(Collections.nCopies(6, "unreadable"), received(socket));
  }

  @Test
  @DisplayName("a transmit stamp is matched by the cookie behind whatever link header there is")
  void transmitStamps() throws Exception {
    EchoSocket socket = open(StandardProtocolFamily.INET, SocketKind.DATAGRAM);
    byte[] origin = Wire.error(false, Linux.SO_EE_ORIGIN_TIMESTAMPING, 0, 0, 0, new byte[16]);
    byte[] control = Wire.join(Wire.stamp(Wire.STAMP), origin);
    int[] headers = {34, 34, 20, 54, 38};
    for (int i = 0; i < headers.length; i++) {
      libc.errors.add(
          new FakeLibc.Message(new byte[0], control, Wire.icmp(headers[i], 8, Wire.cookie(i, 1))));
    }
    libc.errors.add(new FakeLibc.Message(new byte[0], control, new byte[60]));
    libc.errors.add(new FakeLibc.Message(new byte[0], origin, Wire.icmp(34, 8, Wire.cookie(9, 1))));
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < headers.length; i++) {
      expected.add("transmitted slot %d at %d".formatted(i, Wire.STAMP));
    }
    assertEquals(
        expected, failed(socket), "neither a fragment nor a packet without a stamp counts");
  }

  @Test
  @DisplayName("ICMP errors are read with who sent them and what they mean")
  void icmpErrors() throws Exception {
    EchoSocket socket = open(StandardProtocolFamily.INET, SocketKind.DATAGRAM);
    byte[] quoted = Wire.icmp(0, 8, Wire.cookie(4, 1));
    byte[] router = Wire.sockaddr4(0x0a090002);
    byte[] router6 = Wire.sockaddr6(0xfd09L << 48, 2, 0);
    byte[] unknown = new byte[16];
    libc.errors.addAll(
        List.of(
            new FakeLibc.Message(router, Wire.error(false, 2, 3, 4, 1400, router), quoted),
            new FakeLibc.Message(router6, Wire.error(true, 3, 1, 3, 0, router6), quoted),
            new FakeLibc.Message(router, Wire.error(false, 2, 11, 0, 0, unknown), quoted),
            new FakeLibc.Message(
                router, Wire.error(false, 2, 3, 1, 0, router), Arrays.copyOf(quoted, 8)),
            new FakeLibc.Message(router, Wire.error(false, 1, 0, 0, 1500, unknown), new byte[0]),
            new FakeLibc.Message(router, new byte[0], quoted)));
    assertEquals(
        List.of("refused slot 4", "refused slot 4", "refused slot 4", "unreadable", "unreadable"),
        failed(socket),
        "an error that quotes less than the cookie has no effect");
    assertEquals(
        "packet too big, the next hop takes 1400 bytes (ICMP 3/4)", refusals.get(0).words());
    assertEquals(InetAddress.getByName("10.9.0.2"), refusals.get(0).by());
    assertEquals("address unreachable (ICMPv6 1/3)", refusals.get(1).words());
    assertEquals(InetAddress.getByName("fd09::2"), refusals.get(1).by());
    assertEquals("hop limit exceeded on the way (ICMP 11/0)", refusals.get(2).words());
    assertNull(refusals.get(2).by());
  }

  @Test
  @DisplayName("a pending error on receiving is cleared by asking once more")
  void pendingErrorOnReceive() throws Exception {
    EchoSocket socket = open(StandardProtocolFamily.INET, SocketKind.DATAGRAM);
    libc.receiveErrors.add(Errno.EHOSTUNREACH);
    libc.replies.add(
        new FakeLibc.Message(Wire.sockaddr4(1), new byte[0], Wire.icmp(0, 0, Wire.cookie(1, 1))));
    assertEquals(1, received(socket).size());
    libc.receiveErrors.addAll(List.of(Errno.EHOSTUNREACH, Errno.EHOSTUNREACH));
    assertEquals(0, socket.receive());
  }

  @Test
  @DisplayName("more than one batch in the error queue is read in one go")
  void longErrorQueue() throws Exception {
    EchoSocket socket = open(StandardProtocolFamily.INET, SocketKind.DATAGRAM);
    for (int i = 0; i < 300; i++) {
      libc.errors.add(new FakeLibc.Message(new byte[0], new byte[0], new byte[0]));
    }
    assertEquals(300, failed(socket).size());
  }

  @Test
  @DisplayName("the drop counter is read where the kernel keeps it, and closing closes once")
  void dropsAndClose() throws Exception {
    EchoSocket socket = open(StandardProtocolFamily.INET, SocketKind.DATAGRAM);
    libc.drops = 744;
    assertEquals(744, socket.drops());
    socket.close();
    socket.close();
    assertEquals(1, libc.closed.size());
  }
}
