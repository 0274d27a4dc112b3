package io.ispmonitor.testkit.snmp.internal;

import io.ispmonitor.snmp.Octets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snmp4j.security.AuthenticationProtocol;
import org.snmp4j.security.ByteArrayWindow;
import org.snmp4j.security.DecryptParams;
import org.snmp4j.security.PrivacyProtocol;

/** What a user signs and encrypts with at one engine (RFC 3414, 6 to 8). */
final class UserKeys {
  /** Those of a user who does neither. */
  static final UserKeys NONE = new UserKeys(null, null, null, null);

  private final @Nullable AuthenticationProtocol signing;
  private final byte @Nullable [] signingKey;
  private final @Nullable PrivacyProtocol hiding;
  private final byte @Nullable [] hidingKey;

  UserKeys(
      @Nullable AuthenticationProtocol signing,
      byte @Nullable [] signingKey,
      @Nullable PrivacyProtocol hiding,
      byte @Nullable [] hidingKey) {
    this.signing = signing;
    this.signingKey = signingKey;
    this.hiding = hiding;
    this.hidingKey = hidingKey;
  }

  /**
   * Something encrypted, and the salt that it takes to read it.
   *
   * @param data the bytes
   * @param salt the {@code msgPrivacyParameters}
   */
  record Hidden(Octets data, Octets salt) {}

  boolean canSign() {
    return signing != null;
  }

  boolean canHide() {
    return hiding != null;
  }

  int digestBytes() {
    return signing == null ? 0 : signing.getAuthenticationCodeLength();
  }

  /** Puts the digest of a message where it belongs in it. */
  void sign(byte[] message, int digestAt) {
    AuthenticationProtocol by = Objects.requireNonNull(signing);
    ByteArrayWindow digest = new ByteArrayWindow(message, digestAt, digestBytes());
    by.authenticate(Objects.requireNonNull(signingKey), message, 0, message.length, digest);
  }

  /** Whether the digest in a message is the right one. */
  boolean hasSigned(byte[] message, int digestAt, int digestLength) {
    if (digestLength != digestBytes()) {
      return false;
    }
    byte[] copy = message.clone(); // since the digest in it is overwritten
    ByteArrayWindow digest = new ByteArrayWindow(copy, digestAt, digestLength);
    return Objects.requireNonNull(signing)
        .isAuthentic(Objects.requireNonNull(signingKey), copy, 0, copy.length, digest);
  }

  Hidden hide(byte[] data, int boots, int time) {
    PrivacyProtocol by = Objects.requireNonNull(hiding);
    DecryptParams salt = new DecryptParams();
    byte[] key = Objects.requireNonNull(hidingKey);
    byte[] hidden = by.encrypt(data, 0, data.length, key, boots, time, salt);
    return new Hidden(Octets.of(hidden), Octets.of(salt.array));
  }

  /** What was encrypted; null when it can not be read. */
  byte @Nullable [] reveal(Hidden hidden, int boots, int time) {
    PrivacyProtocol by = Objects.requireNonNull(hiding);
    if (hidden.salt().length() != by.getDecryptParamsLength()) {
      return null;
    }
    DecryptParams salt = new DecryptParams(hidden.salt().bytes(), 0, hidden.salt().length());
    byte[] key = Objects.requireNonNull(hidingKey);
    try {
      return by.decrypt(hidden.data().bytes(), 0, hidden.data().length(), key, boots, time, salt);
    } catch (RuntimeException e) {
      return null; // bytes that no key can have made, such as a broken padding
    }
  }
}
