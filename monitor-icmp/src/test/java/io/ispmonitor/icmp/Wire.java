package io.ispmonitor.icmp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Makes the bytes that a kernel would deliver. */
final class Wire {
  static final long STAMP = 1_793_534_400_123_456_789L;

  private Wire() {}

  static Cookie cookie(int slot, int generation) {
    Cookie cookie = new Cookie();
    cookie.set(5, generation, slot);
    cookie.mac = EngineInABox.CODE.of(cookie.head, cookie.place);
    return cookie;
  }

  static byte[] sockaddr4(int address) {
    ByteBuffer bytes = ByteBuffer.allocate(SocketAddresses.IPV4_BYTES);
    bytes.order(ByteOrder.nativeOrder()).putShort(0, (short) Linux.AF_INET);
    bytes.order(ByteOrder.BIG_ENDIAN).putInt(4, address);
    return bytes.array();
  }

  static byte[] sockaddr6(long high, long low, int scope) {
    ByteBuffer bytes = ByteBuffer.allocate(SocketAddresses.IPV6_BYTES);
    bytes.order(ByteOrder.nativeOrder()).putShort(0, (short) Linux.AF_INET6).putInt(24, scope);
    bytes.order(ByteOrder.BIG_ENDIAN).putLong(8, high).putLong(16, low);
    return bytes.array();
  }

  /** An ICMP packet of this type with a cookie, after so many bytes of other headers. */
  static byte[] icmp(int before, int type, Cookie cookie) {
    ByteBuffer bytes = ByteBuffer.allocate(before + 8 + Cookie.BYTES + 8);
    bytes.put(before, (byte) type);
    if (before == 20) {
      bytes.put(0, (byte) 0x45);
    }
    cookie.writeTo(bytes, before + 8);
    return bytes.array();
  }

  static byte[] stamp(long nanos) {
    byte[] bytes = control(Linux.SOL_SOCKET, Linux.SCM_TIMESTAMPING, 48);
    host(bytes).putLong(16, nanos / 1_000_000_000).putLong(24, nanos % 1_000_000_000);
    return bytes;
  }

  /** An extended error; origin, type, code and info as in {@code struct sock_extended_err}. */
  static byte[] error(boolean ipv6, int origin, int type, int code, int info, byte[] offender) {
    int level = ipv6 ? Linux.SOL_IPV6 : Linux.SOL_IP;
    int name = ipv6 ? Linux.IPV6_RECVERR : Linux.IP_RECVERR;
    byte[] bytes = control(level, name, 16 + offender.length);
    host(bytes)
        .put(20, (byte) origin)
        .put(21, (byte) type)
        .put(22, (byte) code)
        .putInt(24, info)
        .put(32, offender);
    return bytes;
  }

  private static byte[] control(int level, int type, int size) {
    byte[] bytes = new byte[16 + ((size + 7) & ~7)];
    host(bytes).putLong(0, 16 + size).putInt(8, level).putInt(12, type);
    return bytes;
  }

  private static ByteBuffer host(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }

  static byte[] join(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteBuffer all = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }
}
