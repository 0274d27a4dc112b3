package io.ispmonitor.icmp;

import java.lang.ref.Reference;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Opens ICMP sockets and sets their options. */
final class SocketOpener {
  private static final int LONGEST_OPTION = 64;
  private static final int MOST_ROUNDS = 64;

  private final Libc libc;
  private final EchoOptions options;
  private final ByteBuffer value =
      ByteBuffer.allocateDirect(LONGEST_OPTION).order(ByteOrder.nativeOrder());
  private final ByteBuffer length =
      ByteBuffer.allocateDirect(Integer.BYTES).order(ByteOrder.nativeOrder());

  SocketOpener(Libc libc, EchoOptions options) {
    this.libc = libc;
    this.options = options;
  }

  /**
   * Opens the first kind that is allowed.
   *
   * @throws SocketRefusedException when none is
   */
  EchoSocket open(StandardProtocolFamily family, List<SocketKind> kinds)
      throws SocketRefusedException {
    StringBuilder refusals = new StringBuilder();
    for (SocketKind kind : kinds) {
      boolean ipv6 = family == StandardProtocolFamily.INET6;
      int fd =
          libc.socket(
              ipv6 ? Linux.AF_INET6 : Linux.AF_INET,
              kind.type() | Linux.SOCK_CLOEXEC | Linux.SOCK_NONBLOCK,
              ipv6 ? Linux.IPPROTO_ICMPV6 : Linux.IPPROTO_ICMP);
      if (fd >= 0) {
        return configured(fd, kind, ipv6);
      }
      refusals.append(refusals.isEmpty() ? "" : ", ");
      refusals.append(kind.words()).append(ipv6 ? " for IPv6: " : " for IPv4: ");
      refusals.append(refusal(-fd));
    }
    throw new SocketRefusedException(refusals.toString());
  }

  private static String refusal(int errno) {
    return switch (errno) {
      case Errno.EACCES -> "EACCES, group not in net.ipv4.ping_group_range";
      case Errno.EPERM -> "EPERM, no CAP_NET_RAW";
      default -> Errno.words(errno);
    };
  }

  private EchoSocket configured(int fd, SocketKind kind, boolean ipv6) {
    try {
      int identifier = ThreadLocalRandom.current().nextInt(1, 1 << Short.SIZE);
      if (kind == SocketKind.RAW) {
        filter(fd, ipv6, identifier);
      }
      int receiveBuffer = buffers(fd);
      ipOptions(fd, ipv6);
      set(fd, Linux.SOL_SOCKET, Linux.SO_TIMESTAMPING, timestamps());
      EchoSocketSizes sizes = new EchoSocketSizes(options.payloadBytes(), receiveBuffer);
      LinuxEchoSocket socket = new LinuxEchoSocket(libc, fd, kind, ipv6, identifier, sizes);
      discardQueued(socket);
      return socket;
    } catch (RuntimeException | Error e) {
      libc.close(fd);
      throw e;
    }
  }

  /** What came between the opening of a raw socket and its filters is nothing of ours. */
  private static void discardQueued(EchoSocket socket) {
    int count = socket.receiveBatchSize();
    for (int round = 0; round < MOST_ROUNDS && count == socket.receiveBatchSize(); round++) {
      count = socket.receive();
      socket.replies(count, NoEvents.INSTANCE);
    }
  }

  private int timestamps() {
    int receive = Linux.TIMESTAMPING_SOFTWARE | Linux.TIMESTAMPING_RX_SOFTWARE;
    return options.transmitTimestamps() ? receive | Linux.TIMESTAMPING_TX_SOFTWARE : receive;
  }

  private void filter(int fd, boolean ipv6, int identifier) {
    if (ipv6) {
      for (int i = 0; i < 32; i += Integer.BYTES) {
        value.putInt(i, -1);
      }
      int word = Linux.ICMPV6_ECHO_REPLY / Integer.SIZE * Integer.BYTES;
      value.putInt(word, ~(1 << Linux.ICMPV6_ECHO_REPLY % Integer.SIZE));
      setBytes(fd, Linux.SOL_ICMPV6, Linux.ICMP6_FILTER, 32);
    } else {
      set(fd, Linux.SOL_RAW, Linux.ICMP_FILTER, ~(1 << Linux.ICMP_ECHO_REPLY));
    }
    ByteBuffer program = IdentifierFilter.program(ipv6, identifier);
    try {
      value.putShort(0, (short) (program.capacity() / IdentifierFilter.INSTRUCTION_BYTES));
      value.putLong(8, libc.addressOf(program));
      setBytes(fd, Linux.SOL_SOCKET, Linux.SO_ATTACH_FILTER, 16);
    } finally {
      Reference.reachabilityFence(program);
    }
  }

  private int buffers(int fd) {
    int wish = options.receiveBufferBytes();
    // Forced where we may, else up to net.core.rmem_max. Packets that wait for a neighbour to be
    // resolved fill the send buffer, so it gets the same.
    setOr(fd, Linux.SO_RCVBUFFORCE, Linux.SO_RCVBUF, wish);
    setOr(fd, Linux.SO_SNDBUFFORCE, Linux.SO_SNDBUF, wish);
    return get(fd, Linux.SOL_SOCKET, Linux.SO_RCVBUF);
  }

  private void ipOptions(int fd, boolean ipv6) {
    int trafficClass = options.dscp() << 2;
    if (ipv6) {
      set(fd, Linux.SOL_IPV6, Linux.IPV6_RECVERR, 1);
      set(fd, Linux.SOL_IPV6, Linux.IPV6_TCLASS, trafficClass);
      set(fd, Linux.SOL_IPV6, Linux.IPV6_DONTFRAG, options.dontFragment() ? 1 : 0);
      set(
          fd,
          Linux.SOL_IPV6,
          Linux.IPV6_MTU_DISCOVER,
          options.dontFragment() ? Linux.PMTUDISC_PROBE : Linux.PMTUDISC_WANT);
    } else {
      set(fd, Linux.SOL_IP, Linux.IP_RECVERR, 1);
      set(fd, Linux.SOL_IP, Linux.IP_TOS, trafficClass);
      set(
          fd,
          Linux.SOL_IP,
          Linux.IP_MTU_DISCOVER,
          options.dontFragment() ? Linux.PMTUDISC_PROBE : Linux.PMTUDISC_DONT);
    }
  }

  private void setOr(int fd, int forced, int capped, int wish) {
    value.putInt(0, wish);
    long address = libc.addressOf(value);
    if (libc.setsockopt(fd, Linux.SOL_SOCKET, forced, address, Integer.BYTES) < 0) {
      set(fd, Linux.SOL_SOCKET, capped, wish);
    }
  }

  private void set(int fd, int level, int name, int wish) {
    value.putInt(0, wish);
    setBytes(fd, level, name, Integer.BYTES);
  }

  private void setBytes(int fd, int level, int name, int bytes) {
    int result = libc.setsockopt(fd, level, name, libc.addressOf(value), bytes);
    if (result < 0) {
      throw new IcmpUnavailableException(
          "ICMP engine: socket option %d/%d was refused, %s; Linux 4.20 or later is needed"
              .formatted(level, name, Errno.words(-result)));
    }
  }

  private int get(int fd, int level, int name) {
    length.putInt(0, Integer.BYTES);
    libc.getsockopt(fd, level, name, libc.addressOf(value), libc.addressOf(length));
    return value.getInt(0);
  }
}
