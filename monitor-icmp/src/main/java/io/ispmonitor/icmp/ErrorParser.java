package io.ispmonitor.icmp;

import java.nio.ByteBuffer;

/**
 * Reads the error queue of a socket: transmit timestamps, which carry the packet that was sent, and
 * ICMP errors, which carry the part of it that a router quoted. What it is given is hostile.
 *
 * <p>A router that quotes less than the cookie, as some old ones do, leaves its error without
 * effect on a device: the question then ends silent. Taking such an error would let anybody who
 * guesses 16 bits call a device unreachable. It is reported apart, for traces, which only describe.
 */
final class ErrorParser {
  private static final int ICMP_HEADER = 8;

  private static final int IDENTIFIER_AT = 4;
  private static final int SEQUENCE_AT = 6;

  /** The kernel hands this socket none but its own. */
  static final int ANY_IDENTIFIER = -1;

  private final int identifier;
  private final ControlMessages control = new ControlMessages();
  private final Cookie cookie = new Cookie();

  /** Where the cookie was in the last timestamped packet: link headers differ by interface. */
  private int cookieOffset;

  /** For a socket whose errors the kernel tells from those of others. */
  ErrorParser() {
    this(ANY_IDENTIFIER);
  }

  /** For a socket that also gets the errors of others; its own quote this identifier. */
  ErrorParser(int identifier) {
    this.identifier = identifier;
  }

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
          refused(messages, start, end, events);
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

  private void refused(MessageVector messages, int start, int end, EchoEvents events) {
    ByteBuffer wire = messages.wire();
    int quoted = end - start;
    if (cookie.readFrom(wire, start + ICMP_HEADER, end)) {
      events.refused(cookie, control.icmpError(messages), control.stampNanos());
    } else if (quoted >= ICMP_HEADER
        && quoted < ICMP_HEADER + Cookie.BYTES
        && isOurs(wire, start)) {
      int sequence = wire.getShort(start + SEQUENCE_AT) & 0xffff;
      events.refusedBriefly(sequence, control.icmpError(messages), control.stampNanos());
    } else {
      events.unreadable();
    }
  }

  private boolean isOurs(ByteBuffer wire, int start) {
    return identifier == ANY_IDENTIFIER
        || (wire.getShort(start + IDENTIFIER_AT) & 0xffff) == identifier;
  }
}
