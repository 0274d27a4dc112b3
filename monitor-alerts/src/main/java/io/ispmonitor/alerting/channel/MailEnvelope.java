package io.ispmonitor.alerting.channel;

import jakarta.mail.Address;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Who writes to whom.
 *
 * @param from who writes
 * @param to who gets it
 */
record MailEnvelope(InternetAddress from, List<InternetAddress> to) {

  /**
   * Checks the addresses, such as {@code noc@example.net} or {@code NOC <noc@example.net>}.
   *
   * @throws IllegalArgumentException when one is wrong: which and why
   */
  static MailEnvelope of(String from, List<String> to) {
    return new MailEnvelope(address(from), to.stream().map(MailEnvelope::address).toList());
  }

  private static InternetAddress address(String written) {
    boolean isAscii = written.chars().allMatch(c -> c >= ' ' && c <= '~');
    try {
      InternetAddress address = new InternetAddress(written, true);
      if (isAscii && address.getAddress().indexOf('@') > 0) {
        return address;
      }
    } catch (AddressException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "'%s' is no mail address; write it as noc@example.net or NOC <noc@example.net>, in ASCII"
            .formatted(written));
  }

  /** The domain of who writes. */
  String domain() {
    String address = from.getAddress();
    return address.substring(address.lastIndexOf('@') + 1);
  }

  /** One address in a line, so that no line is too long. */
  String toHeader() {
    return to.stream().map(InternetAddress::toString).collect(Collectors.joining(",\r\n "));
  }

  /** Who gets it, as a transport wants it. */
  Address[] recipients() {
    return to.toArray(Address[]::new);
  }
}
