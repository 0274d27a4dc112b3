package io.ispmonitor.snmp;

import io.ispmonitor.secret.Secret;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** By what an agent lets us ask, which also says in which version of SNMP. Shows no secret. */
public sealed interface SnmpCredentials {

  /**
   * A community of SNMPv1 (RFC 1157). The network sees it.
   *
   * @param community the community
   */
  record V1(Secret community) implements SnmpCredentials {
    /** Refuses null at once, where the mistake is. */
    public V1 {
      Objects.requireNonNull(community, "community");
    }
  }

  /**
   * A community of SNMPv2c (RFC 3416). The network sees it.
   *
   * @param community the community
   */
  record V2c(Secret community) implements SnmpCredentials {
    /** Refuses null at once, where the mistake is. */
    public V2c {
      Objects.requireNonNull(community, "community");
    }
  }

  /**
   * A user of SNMPv3 (RFC 3414).
   *
   * @param user the user's name, 1 to 32 characters
   * @param authentication how messages are signed; null for not at all
   * @param privacy how they are encrypted; null for not at all; needs an authentication
   */
  record V3(String user, @Nullable Authentication authentication, @Nullable Privacy privacy)
      implements SnmpCredentials {
    private static final int MOST_CHARACTERS = 32;

    /** Checks what belongs together. */
    public V3 {
      if (user.isEmpty() || user.length() > MOST_CHARACTERS) {
        throw new IllegalArgumentException(
            "SNMPv3 user '%s': the name must have 1 to %d characters, has %d"
                .formatted(user, MOST_CHARACTERS, user.length()));
      }
      if (privacy != null && authentication == null) {
        throw new IllegalArgumentException(
            "SNMPv3 user '%s': privacy needs an authentication (RFC 3414, 1.4.1); name one"
                .formatted(user));
      }
    }
  }

  /**
   * How messages of SNMPv3 are signed.
   *
   * @param protocol the algorithm
   * @param password at least 8 bytes (RFC 3414, 11.2)
   */
  record Authentication(AuthProtocol protocol, Secret password) {
    /** Checks the length. */
    public Authentication {
      Objects.requireNonNull(protocol, "protocol");
      Passwords.check("authentication", password);
    }
  }

  /**
   * How messages of SNMPv3 are encrypted.
   *
   * @param protocol the algorithm
   * @param password at least 8 bytes (RFC 3414, 11.2)
   */
  record Privacy(PrivProtocol protocol, Secret password) {
    /** Checks the length. */
    public Privacy {
      Objects.requireNonNull(protocol, "protocol");
      Passwords.check("privacy", password);
    }
  }

  /** The algorithms that sign. */
  enum AuthProtocol {
    /** HMAC-MD5-96 (RFC 3414). Weak; for devices that have nothing else. */
    MD5,
    /** HMAC-SHA-96 (RFC 3414). */
    SHA_1,
    /** HMAC-128-SHA-224 (RFC 7860). */
    SHA_224,
    /** HMAC-192-SHA-256 (RFC 7860). */
    SHA_256,
    /** HMAC-256-SHA-384 (RFC 7860). */
    SHA_384,
    /** HMAC-384-SHA-512 (RFC 7860). */
    SHA_512
  }

  /** The algorithms that encrypt. */
  enum PrivProtocol {
    /** CBC-DES (RFC 3414). Weak; for devices that have nothing else. */
    DES,
    /** CFB128-AES-128 (RFC 3826). */
    AES_128,
    /** AES-192 with the key extension of draft-blumenthal-aes-usm-04, as net-snmp has it. */
    AES_192,
    /** AES-256 with the key extension of draft-blumenthal-aes-usm-04, as net-snmp has it. */
    AES_256,
    /** AES-192 with the key extension of draft-reeder-snmpv3-usm-3desede-00, as Cisco has it. */
    AES_192_CISCO,
    /** AES-256 with the key extension of draft-reeder-snmpv3-usm-3desede-00, as Cisco has it. */
    AES_256_CISCO
  }
}
