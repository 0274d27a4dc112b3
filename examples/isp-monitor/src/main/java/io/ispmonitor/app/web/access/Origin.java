package io.ispmonitor.app.web.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * From where a password is tried.
 *
 * @param place an address, that of IPv6 by its first 64 bits, or a browser
 * @param isKnownBrowser whether it is a browser in which the user has logged in before
 */
public record Origin(String place, boolean isKnownBrowser) {
  private static final int PREFIX_BYTES = 8;

  /** An address. */
  public static Origin of(InetAddress address) {
    if (address instanceof Inet6Address) {
      byte[] bytes = address.getAddress();
      Arrays.fill(bytes, PREFIX_BYTES, bytes.length, (byte) 0);
      try {
        return new Origin(InetAddress.getByAddress(bytes).getHostAddress(), false);
      } catch (UnknownHostException e) {
        throw new IllegalStateException("an address of 16 bytes was refused", e);
      }
    }
    return new Origin(address.getHostAddress(), false);
  }

  /** A browser that shows the mark of the user; see {@link KnownBrowser}. */
  public static Origin ofBrowser(String number) {
    return new Origin("browser " + number, true);
  }
}
