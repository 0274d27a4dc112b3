package io.ispmonitor.icmp;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code struct sockaddr_in} and {@code struct sockaddr_in6}. */
final class SocketAddresses {
  static final int IPV4_BYTES = 16;
  static final int IPV6_BYTES = 28;
  private static final int IPV4_AT = 4;
  private static final int IPV6_AT = 8;
  private static final int SCOPE_AT = 24;
  private static final long INT = 0xffff_ffffL;

  private SocketAddresses() {}

  static void writeFamily(ByteBuffer host, int at, int family) {
    host.putShort(at, (short) family);
  }

  static void writeIpv4(ByteBuffer wire, int at, long low) {
    wire.putInt(at + IPV4_AT, (int) low);
  }

  static void writeIpv6(ByteBuffer wire, ByteBuffer host, int at, long high, long low, int scope) {
    wire.putLong(at + IPV6_AT, high);
    wire.putLong(at + IPV6_AT + Long.BYTES, low);
    host.putInt(at + SCOPE_AT, scope);
  }

  static boolean isIpv4(ByteBuffer host, int at, int bytes) {
    return bytes >= IPV4_BYTES && host.getShort(at) == Linux.AF_INET;
  }

  static boolean isIpv6(ByteBuffer host, int at, int bytes) {
    return bytes >= IPV6_BYTES && host.getShort(at) == Linux.AF_INET6;
  }

  static long ipv4Low(ByteBuffer wire, int at) {
    return wire.getInt(at + IPV4_AT) & INT;
  }

  static long ipv6High(ByteBuffer wire, int at) {
    return wire.getLong(at + IPV6_AT);
  }

  static long ipv6Low(ByteBuffer wire, int at) {
    return wire.getLong(at + IPV6_AT + Long.BYTES);
  }

  static int scope(ByteBuffer host, int at) {
    return host.getInt(at + SCOPE_AT);
  }

  /** The address written there; null when there is none. */
  static @Nullable InetAddress read(ByteBuffer wire, ByteBuffer host, int at, int bytes) {
    if (isIpv4(host, at, bytes)) {
      return Addresses.ipv4((int) ipv4Low(wire, at));
    }
    if (isIpv6(host, at, bytes)) {
      return Addresses.ipv6(ipv6High(wire, at), ipv6Low(wire, at), scope(host, at));
    }
    return null;
  }
}
