package io.ispmonitor.synthetic;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whom a URL is asked of.
 *
 * @param secure whether by TLS
 * @param host a name in lower case, or an address without brackets
 * @param port 1 to 65,535
 */
record Origin(boolean secure, String host, int port) {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;
  private static final Pattern NAME = Pattern.compile("[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?");
  private static final Pattern IPV4 = Pattern.compile("[0-9.]+");

  /** The origin of a URL; an {@link IllegalArgumentException} says why it has none. */
  static Origin of(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    boolean secure = scheme.equals("https");
    if (!secure && !scheme.equals("http")) {
      throw new IllegalArgumentException(
          "its scheme is '%s'; only http and https are asked".formatted(Words.of(scheme)));
    }
    if (url.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "it holds a user name or password, which end up in logs; send them as a secret header");
    }
    if (url.getHost() == null) {
      throw new IllegalArgumentException("it has no host name that can be asked");
    }
    String host = bare(url.getHost().toLowerCase(Locale.ROOT));
    int usual = secure ? HTTPS : HTTP;
    return new Origin(secure, host, Checks.port("its", url.getPort() < 0 ? usual : url.getPort()));
  }

  private static String bare(String host) {
    if (host.startsWith("[")) {
      return host.substring(1, host.length() - 1);
    }
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "its host name '%s' is no DNS name".formatted(Words.of(host)));
    }
    return name;
  }

  /** Whether the host is written as an address. */
  boolean isLiteral() {
    return host.contains(":") || IPV4.matcher(host).matches();
  }

  /** As it stands in a URL and in the header {@code Host}. */
  String authority() {
    String written = host.contains(":") ? "[" + host + "]" : host;
    return port == (secure ? HTTPS : HTTP) ? written : written + ":" + port;
  }

  @Override
  public String toString() {
    return (secure ? "https://" : "http://") + authority();
  }
}
