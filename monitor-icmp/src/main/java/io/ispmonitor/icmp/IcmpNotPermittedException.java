package io.ispmonitor.icmp;

/**
 * The system lets this process open no ICMP socket at all. The message names both ways to allow it,
 * the {@code net.ipv4.ping_group_range} setting and the capability {@code CAP_NET_RAW}. Nothing
 * else is tried in its place: a TCP connection says nothing about a device that only answers
 * echoes.
 */
public final class IcmpNotPermittedException extends IcmpUnavailableException {
  private static final long serialVersionUID = 1L;

  IcmpNotPermittedException(String refusals) {
    super(
        "ICMP engine: no ICMP socket may be opened ("
            + refusals
            + "); allow one of two: (1) let the group of this process use datagram ICMP sockets,"
            + " sysctl -w net.ipv4.ping_group_range=\"0 2147483647\" or a narrower range, which"
            + " serves IPv4 and IPv6 and is set per network namespace; (2) give the process the"
            + " capability CAP_NET_RAW as an ambient one, such as AmbientCapabilities=CAP_NET_RAW"
            + " in its systemd unit (setcap on the java binary breaks its library lookup)");
  }
}
