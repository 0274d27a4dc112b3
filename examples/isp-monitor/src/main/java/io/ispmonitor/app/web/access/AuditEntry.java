package io.ispmonitor.app.web.access;

import io.ispmonitor.alert.CleanText;
import java.time.Instant;

/**
 * What somebody did. Texts are cut to 500 characters and have none that cannot be seen.
 *
 * @param at when
 * @param user who
 * @param role what they may do; empty for nobody known
 * @param address from where
 * @param action what, a word such as {@code acknowledge}
 * @param target to what, such as the id of a device
 * @param detail how, in words; never a secret
 */
public record AuditEntry(
    Instant at,
    String user,
    String role,
    String address,
    String action,
    String target,
    String detail) {
  private static final int LONGEST = 500;

  /** Cleans the texts. */
  public AuditEntry {
    user = CleanText.line(user, LONGEST);
    role = CleanText.line(role, LONGEST);
    address = CleanText.line(address, LONGEST);
    action = CleanText.line(action, LONGEST);
    target = CleanText.line(target, LONGEST);
    detail = CleanText.line(detail, LONGEST);
  }
}
