package io.ispmonitor.synthetic;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
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
  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");

  /** What resolvers take for an address in one of its odd forms, such as 127.1 or 0x7f000001. */
  private static final Pattern NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)");

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
    if (NUMBER.matcher(name).matches() && !IPV4.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "its host '%s' is a number; write an address as four numbers with dots"
              .formatted(Words.of(host)));
    }
    return name;
  }

  /** Whether the host is written as an address. */
  boolean isLiteral() {
    return isIpv6() || IPV4.matcher(host).matches();
  }

  private boolean isIpv6() {
    return host.contains(":");
  }

  /** The address that the host is written as. In brackets no resolver is ever asked. */
  InetAddress literal() throws UnknownHostException {
    return InetAddress.getByName(written());
  }

  private String written() {
    return isIpv6() ? "[" + host + "]" : host;
  }

  /** As it stands in a URL and in the header {@code Host}. */
  String authority() {
    return port == (secure ? HTTPS : HTTP) ? written() : written() + ":" + port;
  }

  @Override
  public String toString() {
    return (secure ? "https://" : "http://") + authority();
  }
}
