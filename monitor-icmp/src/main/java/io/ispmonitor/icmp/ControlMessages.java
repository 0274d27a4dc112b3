package io.ispmonitor.icmp;

import java.nio.ByteBuffer;

/**
 * Walks the control area of one message at a time and keeps what the engine wants of it: the kernel
 * timestamp and the extended error. Never reads beyond the area, whatever lengths are written in
 * it.
 */
final class ControlMessages {
  /** There was no timestamp. */
  static final long NO_STAMP = 0;

  /** There was no extended error. */
  static final int NO_ERROR = -1;

  private static final int HEADER_BYTES = 16;
  private static final int LEVEL_AT = 8;
  private static final int TYPE_AT = 12;
  private static final int ERROR_BYTES = 16;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long LAST_SECOND = Long.MAX_VALUE / NANOS_PER_SECOND - 1;

  private long stampNanos;
  private int errorAt;
  private int errorEnd;

  /** Reads the control area of a message. */
  void read(MessageVector messages, int index) {
    ByteBuffer host = messages.host();
    int at = messages.controlAt(index);
    int end = at + messages.controlLength(index);
    stampNanos = NO_STAMP;
    errorAt = NO_ERROR;
    while (end - at >= HEADER_BYTES) {
      long length = host.getLong(at);
      if (length < HEADER_BYTES || length > end - at) {
        return;
      }
      take(host, at, (int) length);
      at += (int) ((length + 7) & ~7L);
    }
  }

  private void take(ByteBuffer host, int at, int length) {
    int level = host.getInt(at + LEVEL_AT);
    int type = host.getInt(at + TYPE_AT);
    int data = at + HEADER_BYTES;
    int size = length - HEADER_BYTES;
    if (level == Linux.SOL_SOCKET && type == Linux.SCM_TIMESTAMPING && size >= 16) {
      stampNanos = stamp(host.getLong(data), host.getLong(data + Long.BYTES));
    } else if (isError(level, type) && size >= ERROR_BYTES) {
      errorAt = data;
      errorEnd = data + size;
    }
  }

  private static boolean isError(int level, int type) {
    return (level == Linux.SOL_IP && type == Linux.IP_RECVERR)
        || (level == Linux.SOL_IPV6 && type == Linux.IPV6_RECVERR);
  }

  private static long stamp(long seconds, long nanos) {
    boolean valid = seconds > 0 && seconds < LAST_SECOND && nanos >= 0 && nanos < NANOS_PER_SECOND;
    return valid ? seconds * NANOS_PER_SECOND + nanos : NO_STAMP;
  }

  /** The software timestamp, wall clock, or {@link #NO_STAMP}. */
  long stampNanos() {
    return stampNanos;
  }

  boolean hasError() {
    return errorAt != NO_ERROR;
  }

  int origin(ByteBuffer host) {
    return host.get(errorAt + 4) & 0xff;
  }

  /** The ICMP error that the extended error stands for. */
  IcmpError icmpError(MessageVector messages) {
    ByteBuffer host = messages.host();
    int offender = errorAt + ERROR_BYTES;
    return new IcmpError(
        origin(host) == Linux.SO_EE_ORIGIN_ICMP6,
        host.get(errorAt + 5) & 0xff,
        host.get(errorAt + 6) & 0xff,
        Integer.toUnsignedLong(host.getInt(errorAt + 8)),
        SocketAddresses.read(messages.wire(), host, offender, errorEnd - offender));
  }
}
