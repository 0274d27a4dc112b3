package io.ispmonitor.icmp;

/** The two sorts of ICMP sockets, in the order in which they are tried. */
enum SocketKind {
  /** A "ping socket": no capability needed, no foreign packets, the kernel picks the identifier. */
  DATAGRAM(Linux.SOCK_DGRAM, "datagram ICMP socket", 1),
  /** Needs CAP_NET_RAW and gets every reply that reaches the machine, so it needs filters. */
  RAW(Linux.SOCK_RAW, "raw ICMP socket", 2);

  private final int type;
  private final String words;
  private final int dropsPerPacket;

  SocketKind(int type, String words, int dropsPerPacket) {
    this.type = type;
    this.words = words;
    this.dropsPerPacket = dropsPerPacket;
  }

  int type() {
    return type;
  }

  /** By how much the kernel raises its drop counter for one packet (measured on Linux 6.18). */
  int dropsPerPacket() {
    return dropsPerPacket;
  }

  String words() {
    return words;
  }
}
