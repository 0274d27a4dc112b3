package io.ispmonitor.icmp;

/** Numbers of the Linux kernel interface, the same on x86-64 and aarch64. */
final class Linux {
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;
  static final int SOCK_DGRAM = 2;
  static final int SOCK_RAW = 3;
  static final int SOCK_NONBLOCK = 0x800;
  static final int SOCK_CLOEXEC = 0x80000;
  static final int IPPROTO_ICMP = 1;
  static final int IPPROTO_ICMPV6 = 58;

  static final int SOL_IP = 0;
  static final int IP_TOS = 1;
  static final int IP_TTL = 2;
  static final int IP_MTU_DISCOVER = 10;
  static final int IP_RECVERR = 11;
  static final int SOL_IPV6 = 41;
  static final int IPV6_UNICAST_HOPS = 16;
  static final int IPV6_MTU_DISCOVER = 23;
  static final int IPV6_RECVERR = 25;
  static final int IPV6_DONTFRAG = 62;
  static final int IPV6_TCLASS = 67;
  static final int PMTUDISC_DONT = 0;
  static final int PMTUDISC_WANT = 1;

  /** Sets the don't-fragment bit and ignores what the kernel remembers of the path. */
  static final int PMTUDISC_PROBE = 3;

  static final int SOL_SOCKET = 1;
  static final int SO_SNDBUF = 7;
  static final int SO_RCVBUF = 8;
  static final int SO_ATTACH_FILTER = 26;
  static final int SO_SNDBUFFORCE = 32;
  static final int SO_RCVBUFFORCE = 33;
  static final int SO_TIMESTAMPING = 37;
  static final int SO_MEMINFO = 55;
  static final int SK_MEMINFO_WORDS = 9;
  static final int SK_MEMINFO_DROPS = 8;

  static final int SOL_RAW = 255;
  static final int ICMP_FILTER = 1;
  static final int SOL_ICMPV6 = 58;
  static final int ICMP6_FILTER = 1;

  static final int SCM_TIMESTAMPING = SO_TIMESTAMPING;
  static final int TIMESTAMPING_TX_SOFTWARE = 1 << 1;
  static final int TIMESTAMPING_RX_SOFTWARE = 1 << 3;
  static final int TIMESTAMPING_SOFTWARE = 1 << 4;

  static final int MSG_DONTWAIT = 0x40;
  static final int MSG_ERRQUEUE = 0x2000;

  static final int SO_EE_ORIGIN_LOCAL = 1;
  static final int SO_EE_ORIGIN_ICMP = 2;
  static final int SO_EE_ORIGIN_ICMP6 = 3;
  static final int SO_EE_ORIGIN_TIMESTAMPING = 4;

  static final int ICMP_ECHO_REPLY = 0;
  static final int ICMP_ECHO_REQUEST = 8;
  static final int ICMPV6_ECHO_REQUEST = 128;
  static final int ICMPV6_ECHO_REPLY = 129;

  private Linux() {}
}
