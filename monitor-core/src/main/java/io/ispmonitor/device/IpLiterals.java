package io.ispmonitor.device;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells addresses from host names, without asking any name server. */
public final class IpLiterals {
  private static final Pattern DIGITS_AND_DOTS = Pattern.compile("[0-9.]+");
  private static final Pattern OCTETS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern HOST_NAME =
      Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_-]*)(\\.[A-Za-z0-9_][A-Za-z0-9_-]*)*\\.?");
  private static final int LONGEST_NAME = 253;

  private IpLiterals() {}

  /**
   * The address that is written here; null when it is a host name (RFC 1123, section 2.1; also with
   * underscores).
   *
   * @throws IllegalArgumentException when it is neither, or an IPv4 address written in a form that
   *     programs read differently, such as with leading zeros
   */
  public static @Nullable InetAddress read(String text) {
    if (text.indexOf(':') >= 0) {
      return ipv6(text);
    }
    if (DIGITS_AND_DOTS.matcher(text).matches()) {
      return ipv4(text);
    }
    if (text.length() > LONGEST_NAME || !HOST_NAME.matcher(text).matches()) {
      throw new IllegalArgumentException("'" + text + "' is no address and no host name");
    }
    return null;
  }

  private static InetAddress ipv4(String text) {
    if (!OCTETS.matcher(text).matches()) {
      throw notIpv4(text);
    }
    String[] parts = text.split("\\.", -1);
    byte[] octets = new byte[4];
    for (int i = 0; i < 4; i++) {
      int octet = Integer.parseInt(parts[i]);
      // A leading zero means octal to some and nothing to others.
      if (octet > 255 || (parts[i].length() > 1 && parts[i].startsWith("0"))) {
        throw notIpv4(text);
      }
      octets[i] = (byte) octet;
    }
    return of(octets);
  }

  private static IllegalArgumentException notIpv4(String text) {
    return new IllegalArgumentException(
        ("'%s' is no IPv4 address; write four numbers from 0 to 255 without leading zeros,"
                + " such as 192.0.2.1")
            .formatted(text));
  }

  private static InetAddress ipv6(String text) {
    try {
      return InetAddress.getByName(text); // with a colon it is never looked up
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no IPv6 address; write one such as 2001:db8::1", e);
    }
  }

  /** The address of four or sixteen bytes. */
  static InetAddress of(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(bytes.length + " bytes are no address", e);
    }
  }
}
