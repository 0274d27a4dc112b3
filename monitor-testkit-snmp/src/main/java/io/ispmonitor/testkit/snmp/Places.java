package io.ispmonitor.testkit.snmp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Where the next agent is put. One thread at a time. */
final class Places {
  private static final int IPV4_BYTES = 4;
  private static final InetAddress LOOPBACK = address(0x7f000001);

  private final boolean haveAddresses;
  private int next;
  private int port;

  Places(@Nullable InetSocketAddress first) {
    this.haveAddresses = first != null;
    if (first != null) {
      byte[] address = first.getAddress().getAddress();
      if (address.length != IPV4_BYTES) {
        throw new IllegalArgumentException(
            "simulated agents: addresses are counted up in IPv4 only; name one in 127.0.0.0/8");
      }
      this.next = ByteBuffer.wrap(address).getInt();
      this.port = first.getPort();
    }
  }

  /** Where nobody was put yet; the port is 0 where any will do. */
  InetSocketAddress next() {
    if (!haveAddresses) {
      return new InetSocketAddress(LOOPBACK, 0);
    }
    InetAddress address = address(next);
    if (!address.isLoopbackAddress()) {
      throw new IllegalStateException(
          "simulated agents: there is no address left on loopback; begin at a lower one");
    }
    return new InetSocketAddress(address, port);
  }

  /** The agent was put where it was said, or at this port. */
  void taken(int atPort) {
    port = haveAddresses ? atPort : 0;
    do {
      next++;
    } while ((next & 0xff) == 0 || (next & 0xff) == 0xff); // as networks and broadcasts end
  }

  static InetAddress loopback() {
    return LOOPBACK;
  }

  private static InetAddress address(int bits) {
    try {
      return InetAddress.getByAddress(ByteBuffer.allocate(IPV4_BYTES).putInt(bits).array());
    } catch (UnknownHostException e) {
      throw new AssertionError("four bytes are an address", e);
    }
  }
}
