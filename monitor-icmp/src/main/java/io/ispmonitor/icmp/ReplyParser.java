package io.ispmonitor.icmp;

import java.nio.ByteBuffer;

/** Reads echo replies as the kernel delivers them. What it is given is hostile. */
final class ReplyParser {
  private static final int ICMP_HEADER = 8;
  private static final int SHORTEST_IP_HEADER = 20;

  private final boolean ipv6;
  private final boolean ipHeader;
  private final int replyType;
  private final ControlMessages control = new ControlMessages();
  private final Cookie cookie = new Cookie();

  /**
   * For one kind of socket.
   *
   * @param ipHeader whether the IP header comes before the ICMP header
   */
  ReplyParser(boolean ipv6, boolean ipHeader) {
    this.ipv6 = ipv6;
    this.ipHeader = ipHeader;
    this.replyType = ipv6 ? Linux.ICMPV6_ECHO_REPLY : Linux.ICMP_ECHO_REPLY;
  }

  /** Reports the message at this index as a reply, or as unreadable. */
  void parse(MessageVector messages, int index, EchoEvents events) {
    ByteBuffer wire = messages.wire();
    int start = messages.dataAt(index);
    int end = start + messages.length(index);
    int icmp = ipHeader ? start + ipHeaderBytes(wire, start, end) : start;
    if (end - icmp < ICMP_HEADER
        || (wire.get(icmp) & 0xff) != replyType
        || !cookie.readFrom(wire, icmp + ICMP_HEADER, end)) {
      events.unreadable();
      return;
    }
    control.read(messages, index);
    report(messages, index, events);
  }

  private void report(MessageVector messages, int index, EchoEvents events) {
    ByteBuffer host = messages.host();
    ByteBuffer wire = messages.wire();
    int name = messages.nameAt(index);
    int nameLength = messages.nameLength(index);
    long stamp = control.stampNanos();
    if (ipv6 && SocketAddresses.isIpv6(host, name, nameLength)) {
      events.replied(
          SocketAddresses.ipv6High(wire, name),
          SocketAddresses.ipv6Low(wire, name),
          SocketAddresses.scope(host, name),
          cookie,
          stamp);
    } else if (!ipv6 && SocketAddresses.isIpv4(host, name, nameLength)) {
      events.replied(0, SocketAddresses.ipv4Low(wire, name), 0, cookie, stamp);
    } else {
      events.unreadable();
    }
  }

  private static int ipHeaderBytes(ByteBuffer wire, int start, int end) {
    int bytes = start < end ? (wire.get(start) & 0xf) * Integer.BYTES : 0;
    return Math.max(SHORTEST_IP_HEADER, bytes);
  }
}
