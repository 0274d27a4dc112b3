package io.ispmonitor.icmp;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Addresses as two longs, an IPv4 address in the low 32 bits of the second. */
final class Addresses {
  private static final long INT = 0xffff_ffffL;

  private Addresses() {}

  static long high(byte[] address) {
    return address.length == Integer.BYTES ? 0 : ByteBuffer.wrap(address).getLong(0);
  }

  static long low(byte[] address) {
    ByteBuffer bytes = ByteBuffer.wrap(address);
    return address.length == Integer.BYTES ? bytes.getInt(0) & INT : bytes.getLong(Long.BYTES);
  }

  /** The interface that an IPv6 address belongs to; 0 where that does not matter. */
  static int scope(InetAddress address) {
    return address instanceof Inet6Address six ? six.getScopeId() : 0;
  }

  /** Why no echo can be sent to this address; null when one can. */
  static @Nullable String objectionTo(InetAddress address) {
    if (address.isAnyLocalAddress()) {
      return "the unspecified address names no device; give the device its own address";
    }
    if (address.isMulticastAddress()) {
      return "a multicast address is answered by others under their own; ask each by its own";
    }
    if (address instanceof Inet6Address six && six.isLinkLocalAddress() && six.getScopeId() == 0) {
      return "a link-local address needs the interface it is behind, such as fe80::1%eth0";
    }
    return null;
  }

  static InetAddress ipv4(int bits) {
    return of(ByteBuffer.allocate(Integer.BYTES).putInt(bits).array(), 0);
  }

  static InetAddress ipv6(long high, long low, int scope) {
    return of(ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array(), scope);
  }

  private static InetAddress of(byte[] bytes, int scope) {
    try {
      return bytes.length == Integer.BYTES
          ? Inet4Address.getByAddress(bytes)
          : scopedIfLinkLocal(bytes, scope);
    } catch (UnknownHostException e) {
      throw new AssertionError("an address of 4 or 16 bytes is always one", e);
    }
  }

  private static InetAddress scopedIfLinkLocal(byte[] bytes, int scope)
      throws UnknownHostException {
    InetAddress plain = InetAddress.getByAddress(bytes);
    return plain.isLinkLocalAddress() && scope > 0
        ? Inet6Address.getByAddress(null, bytes, scope)
        : plain;
  }
}
