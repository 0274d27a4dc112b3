package io.ispmonitor.icmp;

import java.nio.ByteBuffer;

/**
 * Reads the error queue of a socket: transmit timestamps, which carry the packet that was sent, and
 * ICMP errors, which carry the part of it that a router quoted. What it is given is hostile.
 *
 * <p>A router that quotes less than the cookie, as some old ones do, leaves its error without
 * effect: the question then ends silent. Taking such an error would let anybody who guesses 16 bits
 * call a device unreachable.
 */
final class ErrorParser {
  private static final int ICMP_HEADER = 8;

  private final ControlMessages control = new ControlMessages();
  private final Cookie cookie = new Cookie();

  /** Where the cookie was in the last timestamped packet: link headers differ by interface. */
  private int cookieOffset;

  /** Reports the message at this index. */
  void parse(MessageVector messages, int index, EchoEvents events) {
    control.read(messages, index);
    if (!control.hasError()) {
      events.unreadable();
      return;
    }
    int start = messages.dataAt(index);
    int end = start + messages.length(index);
    switch (control.origin(messages.host())) {
      case Linux.SO_EE_ORIGIN_TIMESTAMPING -> transmitted(messages.wire(), start, end, events);
      case Linux.SO_EE_ORIGIN_ICMP, Linux.SO_EE_ORIGIN_ICMP6 ->
          refused(messages, start + ICMP_HEADER, end, events);
      case Linux.SO_EE_ORIGIN_LOCAL -> {
        // The send that caused it has told the same.
      }
      default -> events.unreadable();
    }
  }

  private void transmitted(ByteBuffer wire, int start, int end, EchoEvents events) {
    if (control.stampNanos() != ControlMessages.NO_STAMP && find(wire, start, end)) {
      events.transmitted(cookie, control.stampNanos());
    }
  }

  private boolean find(ByteBuffer wire, int start, int end) {
    if (cookie.readFrom(wire, start + cookieOffset, end)) {
      return true;
    }
    for (int at = start; end - at >= Cookie.BYTES; at++) {
      if (cookie.readFrom(wire, at, end)) {
        cookieOffset = at - start;
        return true;
      }
    }
    return false;
  }

  private void refused(MessageVector messages, int at, int end, EchoEvents events) {
    if (cookie.readFrom(messages.wire(), at, end)) {
      events.refused(cookie, control.icmpError(messages));
    } else {
      events.unreadable();
    }
  }
}
