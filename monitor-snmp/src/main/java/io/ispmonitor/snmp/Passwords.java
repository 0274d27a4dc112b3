package io.ispmonitor.snmp;

import io.ispmonitor.secret.Secret;

/** What RFC 3414 asks of passwords. */
final class Passwords {
  private static final int LEAST_BYTES = 8;

  private Passwords() {}

  static void check(String what, Secret password) {
    if (password.length() < LEAST_BYTES) {
      throw new IllegalArgumentException(
          "SNMPv3 %s password: must have at least %d bytes (RFC 3414, 11.2), has %d"
              .formatted(what, LEAST_BYTES, password.length()));
    }
  }
}
