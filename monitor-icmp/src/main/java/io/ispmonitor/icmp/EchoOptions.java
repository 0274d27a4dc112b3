package io.ispmonitor.icmp;

import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.util.EnumSet;
import java.util.Set;

/**
 * How echoes are sent. Immutable; each {@code with} method returns a changed copy.
 *
 * @param payloadBytes the data of each echo, {@value #SHORTEST_PAYLOAD} to {@value
 *     #LONGEST_PAYLOAD}; 56 by default, which makes 84 bytes with the headers of IPv4. The first 24
 *     identify the echo
 * @param dscp the differentiated services code point, 0 to 63; 0 by default
 * @param dontFragment whether routers must not fragment; off by default. When on, what the kernel
 *     remembers of the path is not consulted, so every echo asks the path anew
 * @param transmitTimestamps whether the kernel also stamps the sending, on by default. Off saves
 *     about 1 us of CPU for each echo and makes round trips up to some tenths of a millisecond too
 *     long when many are sent at once
 * @param families IPv4 ({@code INET}), IPv6 ({@code INET6}) or both; both by default
 * @param receiveBufferBytes the receive buffer to ask the kernel for; 16 MiB by default. Without
 *     CAP_NET_ADMIN it grants at most {@code net.core.rmem_max}
 * @param maxOpen how many echoes may be open at once, waiting to be sent ones included; 262,144 by
 *     default, at some 200 bytes each while they are open
 */
public record EchoOptions(
    int payloadBytes,
    int dscp,
    boolean dontFragment,
    boolean transmitTimestamps,
    Set<StandardProtocolFamily> families,
    int receiveBufferBytes,
    int maxOpen) {
  /** The shortest payload: what identifies the echo. */
  public static final int SHORTEST_PAYLOAD = Cookie.BYTES;

  /** The longest payload that fits into an IPv4 packet. */
  public static final int LONGEST_PAYLOAD = 65_507;

  /** What is right for most networks. */
  public static final EchoOptions DEFAULT =
      new EchoOptions(
          56,
          0,
          false,
          true,
          EnumSet.of(StandardProtocolFamily.INET, StandardProtocolFamily.INET6),
          16 << 20,
          1 << 18);

  private static final int SMALLEST_BUFFER = 4_096;
  private static final int LARGEST_BUFFER = 1 << 30;
  private static final int MOST_OPEN = 1 << 24;

  /** Checks every value. */
  public EchoOptions {
    check("payloadBytes", payloadBytes, SHORTEST_PAYLOAD, LONGEST_PAYLOAD);
    check("dscp", dscp, 0, 63);
    check("receiveBufferBytes", receiveBufferBytes, SMALLEST_BUFFER, LARGEST_BUFFER);
    check("maxOpen", maxOpen, 1, MOST_OPEN);
    families = Set.copyOf(families);
    for (ProtocolFamily family : families) {
      if (family != StandardProtocolFamily.INET && family != StandardProtocolFamily.INET6) {
        throw new IllegalArgumentException(
            "echo options: families may hold INET and INET6, was " + families);
      }
    }
    if (families.isEmpty()) {
      throw new IllegalArgumentException("echo options: families is empty; name INET or INET6");
    }
  }

  private static void check(String what, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "echo options: %s must be from %d to %d, was %d".formatted(what, min, max, value));
    }
  }

  /** With this many bytes of data in each echo. */
  public EchoOptions withPayloadBytes(int bytes) {
    return new EchoOptions(
        bytes, dscp, dontFragment, transmitTimestamps, families, receiveBufferBytes, maxOpen);
  }

  /** With this differentiated services code point. */
  public EchoOptions withDscp(int codePoint) {
    return new EchoOptions(
        payloadBytes,
        codePoint,
        dontFragment,
        transmitTimestamps,
        families,
        receiveBufferBytes,
        maxOpen);
  }

  /** With or without the don't-fragment bit. */
  public EchoOptions withDontFragment(boolean on) {
    return new EchoOptions(
        payloadBytes, dscp, on, transmitTimestamps, families, receiveBufferBytes, maxOpen);
  }

  /** With or without transmit timestamps. */
  public EchoOptions withTransmitTimestamps(boolean on) {
    return new EchoOptions(
        payloadBytes, dscp, dontFragment, on, families, receiveBufferBytes, maxOpen);
  }

  /** With these address families. */
  public EchoOptions withFamilies(Set<StandardProtocolFamily> wanted) {
    return new EchoOptions(
        payloadBytes, dscp, dontFragment, transmitTimestamps, wanted, receiveBufferBytes, maxOpen);
  }

  /** With this wish for the receive buffer. */
  public EchoOptions withReceiveBufferBytes(int bytes) {
    return new EchoOptions(
        payloadBytes, dscp, dontFragment, transmitTimestamps, families, bytes, maxOpen);
  }

  /** With this many echoes open at most. */
  public EchoOptions withMaxOpen(int echoes) {
    return new EchoOptions(
        payloadBytes, dscp, dontFragment, transmitTimestamps, families, receiveBufferBytes, echoes);
  }
}
