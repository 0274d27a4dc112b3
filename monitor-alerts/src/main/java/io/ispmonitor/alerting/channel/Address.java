package io.ispmonitor.alerting.channel;

import io.ispmonitor.secret.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Addresses and tokens as they are configured: checked, and never quoted when they are wrong. */
final class Address {
  private static final int HIGHEST_PORT = 65_535;

  private Address() {}

  /**
   * An address of a web server.
   *
   * @param subject who wants it, for messages
   * @throws IllegalArgumentException when it is none; its text is not in the message
   */
  static URI of(String subject, Secret address) {
    URI uri;
    try {
      uri = new URI(address.revealText().strip());
    } catch (URISyntaxException e) {
      throw wrong(subject); // without the cause, which quotes it
    }
    return URI.create(check(subject, uri).toASCIIString());
  }

  /** An address that is no secret, without the slash at its end. */
  static URI base(String subject, URI base) {
    check(subject, base);
    if (base.getRawQuery() != null) {
      throw new IllegalArgumentException(subject + ": the base address must not have a query");
    }
    String text = base.toString();
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : base;
  }

  private static URI check(String subject, URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean isWeb =
        (scheme.equals("https") || scheme.equals("http")) && uri.getPort() <= HIGHEST_PORT;
    if (!isWeb
        || uri.getHost() == null
        || uri.getRawFragment() != null
        || uri.getUserInfo() != null) {
      throw wrong(subject);
    }
    return uri;
  }

  private static IllegalArgumentException wrong(String subject) {
    return new IllegalArgumentException(
        subject
            + ": the address must be one such as https://example.net/path, with a host and without"
            + " user, password and fragment; it is not shown here since it may hold a secret");
  }

  /**
   * A token that goes into a header or a path.
   *
   * @throws IllegalArgumentException when it has characters that no token has; it is not shown
   */
  static Secret token(String subject, Secret token) {
    if (!token.revealText().matches("[!-~]+")) {
      throw new IllegalArgumentException(
          subject
              + ": the token has spaces, line ends or letters that no token has;"
              + " was it copied in part, or with the line end of its file?");
    }
    return token;
  }
}
