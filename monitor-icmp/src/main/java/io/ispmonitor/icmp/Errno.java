package io.ispmonitor.icmp;

/** The error numbers of Linux that the engine meets, in words. */
final class Errno {
  static final int EPERM = 1;
  static final int EINTR = 4;
  static final int EAGAIN = 11;
  static final int ENOMEM = 12;
  static final int EACCES = 13;
  static final int EINVAL = 22;
  static final int EMSGSIZE = 90;
  static final int EAFNOSUPPORT = 97;
  static final int EADDRNOTAVAIL = 99;
  static final int ENETDOWN = 100;
  static final int ENETUNREACH = 101;
  static final int ENOBUFS = 105;
  static final int EHOSTUNREACH = 113;

  private Errno() {}

  /** The error and what to check. */
  static String words(int errno) {
    return switch (errno) {
      case EPERM -> "not permitted (EPERM), a local packet filter may forbid it";
      case EACCES -> "not permitted (EACCES), it may be a broadcast address or a prohibited route";
      case EINVAL -> "not a valid destination (EINVAL)";
      case ENOMEM, ENOBUFS ->
          "no buffer (ENOBUFS), the neighbour table may be full: compare 'ip neigh' with"
              + " net.ipv4.neigh.default.gc_thresh3 (net.ipv6 likewise) and raise it";
      case EMSGSIZE -> "too long for the link (EMSGSIZE)";
      case EADDRNOTAVAIL -> "no usable source address (EADDRNOTAVAIL)";
      case ENETDOWN -> "the network interface is down (ENETDOWN)";
      case ENETUNREACH -> "no route on this machine (ENETUNREACH)";
      case EHOSTUNREACH -> "host unreachable from this machine (EHOSTUNREACH)";
      case EAFNOSUPPORT -> "the address family is not supported (EAFNOSUPPORT)";
      default -> "error number " + errno;
    };
  }

  /** Whether the kernel was out of room for this one packet. */
  static boolean isOutOfBuffers(int errno) {
    return errno == ENOBUFS || errno == ENOMEM;
  }
}
