package io.ispmonitor.device;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * All addresses that begin with the same bits. The network and the broadcast address of an IPv4
 * block are left out, except of /31 and /32, which have none (RFC 3021).
 */
public final class CidrBlock {
  private final String text;
  private final byte[] first;
  private final int prefix;

  private CidrBlock(String text, byte[] first, int prefix) {
    this.text = text;
    this.first = first;
    this.prefix = prefix;
  }

  /**
   * Reads a block such as {@code 192.0.2.0/24} (RFC 4632, section 3.1) or {@code 2001:db8::/64}.
   *
   * @throws IllegalArgumentException when it is none, or has bits beyond its prefix
   */
  public static CidrBlock parse(String text) {
    int slash = text.indexOf('/');
    InetAddress address = slash < 0 ? null : IpLiterals.read(text.substring(0, slash));
    if (address == null) {
      throw new IllegalArgumentException("'" + text + "' is no CIDR block such as 192.0.2.0/24");
    }
    byte[] bytes = address.getAddress();
    int prefix = prefix(text, text.substring(slash + 1), bytes.length * 8);
    CidrBlock block = new CidrBlock(text, bytes, prefix);
    block.refuseBitsBeyondPrefix();
    return block;
  }

  private static int prefix(String text, String bits, int most) {
    try {
      int prefix = Integer.parseInt(bits);
      if (prefix >= 0 && prefix <= most) {
        return prefix;
      }
    } catch (NumberFormatException e) {
      // said below, as for a number out of range
    }
    throw new IllegalArgumentException(
        "'%s': the prefix must be a number from 0 to %d, was '%s'".formatted(text, most, bits));
  }

  private void refuseBitsBeyondPrefix() {
    BigInteger base = new BigInteger(1, first).shiftRight(hostBits()).shiftLeft(hostBits());
    if (!base.equals(new BigInteger(1, first))) {
      throw new IllegalArgumentException(
          "'%s' has bits beyond its prefix; the block is %s/%d"
              .formatted(text, address(base).getHostAddress(), prefix));
    }
  }

  /** How many addresses it has; may be beyond any number of targets. */
  public BigInteger size() {
    BigInteger all = BigInteger.ONE.shiftLeft(hostBits());
    return leavesOutEnds() ? all.subtract(BigInteger.TWO) : all;
  }

  /**
   * The addresses in their order; ask for the {@link #size} first.
   *
   * @throws ArithmeticException when there are more than two thousand million
   */
  public List<InetAddress> addresses() {
    int count = size().intValueExact();
    List<InetAddress> addresses = new ArrayList<>(count);
    BigInteger next = new BigInteger(1, first);
    next = leavesOutEnds() ? next.add(BigInteger.ONE) : next;
    for (int i = 0; i < count; i++) {
      addresses.add(address(next));
      next = next.add(BigInteger.ONE);
    }
    return addresses;
  }

  private InetAddress address(BigInteger number) {
    byte[] digits = number.toByteArray();
    byte[] bytes = new byte[first.length];
    int used = Math.min(digits.length, bytes.length);
    System.arraycopy(digits, digits.length - used, bytes, bytes.length - used, used);
    return IpLiterals.of(bytes);
  }

  private int hostBits() {
    return first.length * 8 - prefix;
  }

  private boolean leavesOutEnds() {
    return first.length == 4 && hostBits() > 1;
  }

  @Override
  public String toString() {
    return text;
  }
}
