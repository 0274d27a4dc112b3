package io.ispmonitor.app.config;

import io.ispmonitor.secret.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL is.
 *
 * @param url for the driver, without who logs in
 * @param user who logs in; null for what the driver does without
 * @param password with what; null without one
 */
public record DatabaseEntry(String url, @Nullable String user, @Nullable Secret password) {
  private static final int USUAL_PORT = 5_432;

  /**
   * Reads an address as drivers of several languages write it: {@code postgresql://}, {@code
   * postgres://}, {@code postgresql+asyncpg://} and {@code jdbc:postgresql://}.
   *
   * @throws IllegalArgumentException when it is none; the message has no password
   */
  static DatabaseEntry of(String address) {
    String text = address.startsWith("jdbc:") ? address.substring("jdbc:".length()) : address;
    if (!text.matches("(?s)postgres(ql)?(\\+[a-z0-9]+)?://.*")) {
      throw new IllegalArgumentException(
          "must begin with postgresql:// (the address is not shown: it may hold a password)");
    }
    try {
      URI uri = new URI("postgresql" + text.substring(text.indexOf("://")));
      String path = uri.getRawPath();
      if (uri.getHost() == null || path == null || path.length() < 2) {
        throw new IllegalArgumentException("must be postgresql://user:password@host:port/database");
      }
      String login = uri.getRawUserInfo();
      int colon = login == null ? -1 : login.indexOf(':');
      return new DatabaseEntry(
          "jdbc:postgresql://%s:%d%s%s"
              .formatted(
                  uri.getHost(),
                  uri.getPort() < 0 ? USUAL_PORT : uri.getPort(),
                  path,
                  options(uri.getRawQuery())),
          login == null ? null : decoded(colon < 0 ? login : login.substring(0, colon)),
          colon < 0 ? null : Secret.of(decoded(String.valueOf(login).substring(colon + 1))));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "is no address; a password with signs such as @ / : has them as %40 %2F %3A");
    }
  }

  /** Options that only the drivers of Python know would be refused by that of Java. */
  private static String options(@Nullable String query) {
    if (query == null || query.isEmpty()) {
      return "";
    }
    StringBuilder kept = new StringBuilder();
    for (String option : query.split("&", -1)) {
      if (option.startsWith("ssl=")) {
        kept.append('&').append("sslmode=").append(option.substring("ssl=".length()));
      } else if (option.startsWith("sslmode=") || option.startsWith("ApplicationName=")) {
        kept.append('&').append(option);
      } else {
        throw new IllegalArgumentException(
            "has the option '%s', which is not known here; leave it out"
                .formatted(option.replaceAll("=.*", "")));
      }
    }
    return "?" + kept.substring(1);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
