package io.ispmonitor.app.web.access;

import java.util.Locale;

/** What somebody may do; each may what those before it may. */
public enum Role {
  /** Sees everything but what others have done. */
  VIEWER,
  /** Acknowledges, announces maintenance, asks devices and changes their limits. */
  OPERATOR,
  /** Sees what others have done. */
  ADMIN;

  /** Whether it may what another one may. */
  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }

  /** As it is written in files and answers: {@code viewer}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads its word.
   *
   * @throws IllegalArgumentException when there is no such role
   */
  public static Role of(String word) {
    for (Role role : values()) {
      if (role.word().equals(word)) {
        return role;
      }
    }
    throw new IllegalArgumentException(
        "there is no role '%s'; take viewer, operator or admin".formatted(word));
  }
}
