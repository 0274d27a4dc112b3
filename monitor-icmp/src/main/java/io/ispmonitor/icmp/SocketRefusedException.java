package io.ispmonitor.icmp;

/** No socket of one address family may be opened; the message lists what was tried. */
final class SocketRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  SocketRefusedException(String refusals) {
    super(refusals);
  }
}
