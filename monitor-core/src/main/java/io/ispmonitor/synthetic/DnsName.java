package io.ispmonitor.synthetic;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Domain names as they are written: lower case, dots between labels, none at the end; the root is a
 * single dot. Characters that are not plain are written {@code \DDD}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1035#section-5.1">RFC 1035, 5.1</a>
 */
final class DnsName {
  static final String ROOT = ".";

  /** With the length bytes and the one of the root. */
  static final int MOST_BYTES = 255;

  private static final int MOST_LABEL = 63;

  private DnsName() {}

  /** Checks a name that a host wrote, and brings it into the form that is compared. */
  static String of(String written) {
    String name = written.toLowerCase(Locale.ROOT);
    name = name.length() > 1 && name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    if (name.equals(ROOT)) {
      return name;
    }
    for (String label : name.split("\\.", -1)) {
      if (label.isEmpty() || label.length() > MOST_LABEL || !isPlain(label)) {
        throw new IllegalArgumentException(
            "DNS name '%s' has the label '%s'; labels are 1 to %d ASCII characters, so write names"
                    .formatted(Words.of(written), Words.of(label), MOST_LABEL)
                + " of other scripts as xn--");
      }
    }
    if (name.length() + 2 > MOST_BYTES) {
      throw new IllegalArgumentException(
          "DNS name '%s' has %d characters; at most %d are allowed"
              .formatted(Words.of(written), name.length(), MOST_BYTES - 2));
    }
    return name;
  }

  private static boolean isPlain(String label) {
    return label.chars().allMatch(DnsName::isPlain);
  }

  private static boolean isPlain(int c) {
    return c > ' ' && c < 0x7f && c != '.' && c != '\\' && c != '"';
  }

  /** Writes a checked name. */
  static void write(String name, ByteBuffer to) {
    if (!name.equals(ROOT)) {
      for (String label : name.split("\\.", -1)) {
        byte[] bytes = label.getBytes(StandardCharsets.US_ASCII);
        to.put((byte) bytes.length).put(bytes);
      }
    }
    to.put((byte) 0);
  }

  /** Appends a byte of a label, in lower case and escaped where it is not plain. */
  static void append(StringBuilder name, int octet) {
    if (isPlain(octet)) {
      name.append(Character.toLowerCase((char) octet));
    } else {
      escape(name, octet);
    }
  }

  /** Appends a byte as {@code \DDD}. */
  static void escape(StringBuilder text, int octet) {
    text.append('\\');
    text.append((char) ('0' + octet / 100)).append((char) ('0' + octet / 10 % 10));
    text.append((char) ('0' + octet % 10));
  }
}
