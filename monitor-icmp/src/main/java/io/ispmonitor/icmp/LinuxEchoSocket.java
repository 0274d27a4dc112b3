package io.ispmonitor.icmp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An ICMP socket of Linux, datagram or raw. Allocates nothing after construction. */
final class LinuxEchoSocket implements EchoSocket {
  static final int SEND_BATCH = 64;

  /** More than a batch sent, so that one call usually empties the queue. */
  static final int RECEIVE_BATCH = 128;

  private static final int LONGEST_IP_HEADER = 60;
  private static final int REPLY_BYTES =
      align(LONGEST_IP_HEADER + EchoPacket.HEADER_BYTES + Cookie.BYTES);

  /** A sent packet comes back with its link header, of which 64 bytes is more than any has. */
  private static final int ERROR_BYTES = align(64 + REPLY_BYTES);

  private static final int REPLY_CONTROL_BYTES = 96;
  private static final int ERROR_CONTROL_BYTES = 192;

  private static final int DROPS_AT = Linux.SK_MEMINFO_DROPS * Integer.BYTES;

  /** Rounds of reading in one call; a flood beyond that waits for the next turn. */
  private static final int MOST_ROUNDS = 64;

  private final Libc libc;
  private final int fd;
  private final SocketKind kind;
  private final boolean ipv6;
  private final int receiveBufferBytes;
  private final EchoPacket packet;
  private final MessageVector out;
  private final MessageVector in;
  private final MessageVector failed;
  private final ReplyParser replies;
  private final ErrorParser errors;
  private final ByteBuffer memoryInfo;
  private final long memoryInfoAddress;

  /** One number, for options that are set or read. */
  private final ByteBuffer word;

  private final long wordAddress;
  private boolean closed;

  /** Takes over an open socket whose options are set. */
  LinuxEchoSocket(
      Libc libc, int fd, SocketKind kind, boolean ipv6, int identifier, EchoSocketSizes sizes) {
    this.libc = libc;
    this.fd = fd;
    this.kind = kind;
    this.ipv6 = ipv6;
    this.receiveBufferBytes = sizes.receiveBufferBytes();
    this.packet = new EchoPacket(kind == SocketKind.RAW && !ipv6, sizes.payloadBytes());
    this.out = new MessageVector(libc, SEND_BATCH, packet.bytes(), 0);
    this.in = new MessageVector(libc, RECEIVE_BATCH, REPLY_BYTES, REPLY_CONTROL_BYTES);
    this.failed = new MessageVector(libc, RECEIVE_BATCH, ERROR_BYTES, ERROR_CONTROL_BYTES);
    this.replies = new ReplyParser(ipv6, kind == SocketKind.RAW && !ipv6);
    this.errors = new ErrorParser(kind == SocketKind.RAW ? identifier : ErrorParser.ANY_IDENTIFIER);
    this.memoryInfo = direct(Linux.SK_MEMINFO_WORDS * Integer.BYTES);
    this.memoryInfoAddress = libc.addressOf(memoryInfo);
    this.word = direct(Integer.BYTES);
    this.wordAddress = libc.addressOf(word);
    for (int i = 0; i < SEND_BATCH; i++) {
      prepare(i, identifier);
    }
  }

  private void prepare(int index, int identifier) {
    int type = ipv6 ? Linux.ICMPV6_ECHO_REQUEST : Linux.ICMP_ECHO_REQUEST;
    packet.prepare(out.wire(), out.dataAt(index), type, identifier);
    SocketAddresses.writeFamily(
        out.host(), out.nameAt(index), ipv6 ? Linux.AF_INET6 : Linux.AF_INET);
    out.nameLength(index, ipv6 ? SocketAddresses.IPV6_BYTES : SocketAddresses.IPV4_BYTES);
  }

  @Override
  public String kind() {
    return kind.words() + (ipv6 ? " for IPv6" : " for IPv4");
  }

  @Override
  public String family() {
    return ipv6 ? "ipv6" : "ipv4";
  }

  @Override
  public int receiveBufferBytes() {
    return receiveBufferBytes;
  }

  @Override
  public int batchSize() {
    return SEND_BATCH;
  }

  @Override
  public int receiveBatchSize() {
    return RECEIVE_BATCH;
  }

  @Override
  public void put(
      int index, long addressHigh, long addressLow, int scope, int sequence, Cookie cookie) {
    int name = out.nameAt(index);
    if (ipv6) {
      SocketAddresses.writeIpv6(out.wire(), out.host(), name, addressHigh, addressLow, scope);
    } else {
      SocketAddresses.writeIpv4(out.wire(), name, addressLow);
    }
    packet.write(out.wire(), out.dataAt(index), sequence, cookie);
  }

  @Override
  public int hopLimit(int hops) {
    word.putInt(0, hops);
    return ipv6 ? set(Linux.SOL_IPV6, Linux.IPV6_UNICAST_HOPS) : set(Linux.SOL_IP, Linux.IP_TTL);
  }

  private int set(int level, int name) {
    return libc.setsockopt(fd, level, name, wordAddress, Integer.BYTES);
  }

  @Override
  public int send(int from, int to) {
    return libc.sendmmsg(fd, out.headerAddress(from), to - from, Linux.MSG_DONTWAIT);
  }

  @Override
  public int receive() {
    int count = take(in, Linux.MSG_DONTWAIT);
    // The first call may only report, and thereby clear, an ICMP error that is in the error queue.
    return count < 0 && count != WOULD_BLOCK ? Math.max(0, take(in, Linux.MSG_DONTWAIT)) : count;
  }

  private int take(MessageVector messages, int flags) {
    int count = libc.recvmmsg(fd, messages.headerAddress(0), messages.count(), flags);
    return count == WOULD_BLOCK ? 0 : count;
  }

  @Override
  public void replies(int count, EchoEvents events) {
    for (int i = 0; i < count; i++) {
      replies.parse(in, i, events);
      in.resetForReceive(i);
    }
  }

  @Override
  public void errors(EchoEvents events) {
    int count = failed.count();
    for (int round = 0; round < MOST_ROUNDS && count == failed.count(); round++) {
      count = take(failed, Linux.MSG_DONTWAIT | Linux.MSG_ERRQUEUE);
      for (int i = 0; i < count; i++) {
        errors.parse(failed, i, events);
        failed.resetForReceive(i);
      }
    }
  }

  @Override
  public long drops() {
    word.putInt(0, memoryInfo.capacity());
    int result =
        libc.getsockopt(fd, Linux.SOL_SOCKET, Linux.SO_MEMINFO, memoryInfoAddress, wordAddress);
    return result < 0 ? 0 : Integer.toUnsignedLong(memoryInfo.getInt(DROPS_AT));
  }

  @Override
  public int dropsPerPacket() {
    return kind.dropsPerPacket();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      libc.close(fd);
    }
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  private static int align(int bytes) {
    return (bytes + 7) & ~7;
  }
}
