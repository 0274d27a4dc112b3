package io.ispmonitor.app.web.access;

import io.ispmonitor.device.Names;
import io.ispmonitor.secret.Secret;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Somebody with a password.
 *
 * @param name what identifies them; at most 100 printable characters
 * @param hash the bcrypt hash of the password, with a cost of 4 to 16
 * @param role what they may do
 */
public record User(String name, Secret hash, Role role) {
  private static final int LONGEST_NAME = 100;
  private static final Pattern BCRYPT =
      Pattern.compile("\\$2[abxy]\\$(0[4-9]|1[0-6])\\$[./A-Za-z0-9]{53}");

  /** Checks every value. */
  public User {
    Names.check("user name", name, LONGEST_NAME);
    Objects.requireNonNull(role, "role");
    if (!BCRYPT.matcher(hash.revealText()).matches()) {
      throw new IllegalArgumentException(
          "user %s: the password must be a bcrypt hash that begins with $2a$, $2b$ or $2y$ and a cost of 04 to 16; make one with htpasswd -nB"
              .formatted(name));
    }
  }

  /** How often bcrypt is repeated, as a power of two. */
  int cost() {
    return Integer.parseInt(hash.revealText().substring(4, 6));
  }
}
