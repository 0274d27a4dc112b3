package io.ispmonitor.synthetic;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The headers a host wants to be sent. Their values are shown nowhere. Those that let somebody in
 * are secret whatever the host says.
 */
final class RequestHeaders {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
  private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]{0,4096}");
  private static final Set<String> OURS =
      Set.of(
          "host",
          "connection",
          "accept-encoding",
          "content-length",
          "transfer-encoding",
          "expect",
          "upgrade",
          "te");

  private static final Set<String> CREDENTIALS =
      Set.of("authorization", "cookie", "proxy-authorization");

  private final Map<String, Header> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  RequestHeaders copy() {
    RequestHeaders copy = new RequestHeaders();
    copy.headers.putAll(headers);
    return copy;
  }

  void put(Page page, String name, String value, boolean secret) {
    String known = name.toLowerCase(Locale.ROOT);
    if (!NAME.matcher(name).matches() || OURS.contains(known)) {
      throw new IllegalArgumentException(
          "HTTP target %s: the header '%s' cannot be set; it is ours, or is no name of a header"
              .formatted(page, Words.of(name)));
    }
    if (!VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "HTTP target %s: the value of the header '%s' must be at most 4096 printable ASCII"
                  .formatted(page, name)
              + " characters");
    }
    headers.put(name, new Header(value, secret || CREDENTIALS.contains(known)));
  }

  /** As they are sent, secret ones only where that is said. */
  String lines(boolean withSecrets) {
    StringBuilder lines = new StringBuilder();
    headers.forEach(
        (name, header) -> {
          if (withSecrets || !header.secret()) {
            lines.append(name).append(": ").append(header.value()).append("\r\n");
          }
        });
    return lines.toString();
  }

  private record Header(String value, boolean secret) {
    @Override
    public String toString() {
      return "(hidden)";
    }
  }
}
