package io.ispmonitor.app.web.access;

import io.ispmonitor.device.Names;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a program shows instead of a password. The token itself is not kept.
 *
 * @param name whose it is; at most 100 printable characters
 * @param sha256 the SHA-256 of the token, 64 hexadecimal digits in lower case
 * @param role what it may do
 */
public record ApiToken(String name, String sha256, Role role) {
  private static final int LONGEST_NAME = 100;
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  /** Checks every value. */
  public ApiToken {
    Names.check("token name", name, LONGEST_NAME);
    Objects.requireNonNull(role, "role");
    if (!HASH.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "token %s: give the SHA-256 of the token as 64 hexadecimal digits in lower case, not the token itself; make one with sha256sum"
              .formatted(name));
    }
  }

  /** For a token that is known as it is shown. */
  public static ApiToken of(String name, String token, Role role) {
    return new ApiToken(name, HexFormat.of().formatHex(Hashes.sha256(token)), role);
  }

  /** Whether it is the one that was hashed to this; takes equally long for all. */
  boolean isHashedTo(byte[] shown) {
    return MessageDigest.isEqual(HexFormat.of().parseHex(sha256), shown);
  }

  /** With the name alone. */
  @Override
  public String toString() {
    return "ApiToken[" + name + ", " + role.word() + "]";
  }
}
