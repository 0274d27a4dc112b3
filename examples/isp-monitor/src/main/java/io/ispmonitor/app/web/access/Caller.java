package io.ispmonitor.app.web.access;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request.
 *
 * @param name of the user or the token
 * @param role what they may do
 * @param address from where
 * @param csrf what changes have to show; null for a token, which no other page can send
 * @param sessionId of the session; null for none
 */
public record Caller(
    String name,
    Role role,
    InetAddress address,
    @Nullable String csrf,
    @Nullable String sessionId) {

  /** Who is on this machine, while nobody has to log in. */
  public static final String LOCAL = "local";

  /** Whether a change that shows this is theirs. */
  public boolean mayWrite(@Nullable String shown) {
    return csrf == null || (shown != null && Hashes.areEqual(csrf, shown));
  }

  /** With name and role alone. */
  @Override
  public String toString() {
    return "Caller[" + name + ", " + role.word() + "]";
  }
}
