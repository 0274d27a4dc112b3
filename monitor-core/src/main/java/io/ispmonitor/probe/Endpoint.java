package io.ispmonitor.probe;

import java.util.Objects;

/**
 * A port of a device that a probe talks to.
 *
 * @param transport by which protocol
 * @param port 1 to 65535
 */
public record Endpoint(Transport transport, int port) {
  private static final int LAST_PORT = 65_535;

  /** Checks the port. */
  public Endpoint {
    Objects.requireNonNull(transport, "transport");
    if (port < 1 || port > LAST_PORT) {
      throw new IllegalArgumentException(
          "endpoint: port must be from 1 to " + LAST_PORT + ", was " + port);
    }
  }

  /** What carries the conversation. */
  public enum Transport {
    /** Whether such a port is open shows by a connection. */
    TCP,
    /** Whether such a port is open shows only by the answer of who listens there. */
    UDP
  }

  /** A TCP port. */
  public static Endpoint tcp(int port) {
    return new Endpoint(Transport.TCP, port);
  }

  /** A UDP port. */
  public static Endpoint udp(int port) {
    return new Endpoint(Transport.UDP, port);
  }

  /** In words, such as {@code TCP 8728}. */
  public String words() {
    return transport + " " + port;
  }
}
