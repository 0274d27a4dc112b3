package io.ispmonitor.icmp;

/** The two sorts of ICMP sockets, in the order in which they are tried. */
enum SocketKind {
  /** A "ping socket": no capability needed, no foreign packets, the kernel picks the identifier. */
  DATAGRAM(Linux.SOCK_DGRAM, "datagram ICMP socket"),
  /** Needs CAP_NET_RAW and gets every reply that reaches the machine, so it needs filters. */
  RAW(Linux.SOCK_RAW, "raw ICMP socket");

  private final int type;
  private final String words;

  SocketKind(int type, String words) {
    this.type = type;
    this.words = words;
  }

  int type() {
    return type;
  }

  String words() {
    return words;
  }
}
