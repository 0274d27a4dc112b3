package io.ispmonitor.snmp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snmp4j.security.AuthenticationProtocol;
import org.snmp4j.security.ByteArrayWindow;
import org.snmp4j.security.DecryptParams;
import org.snmp4j.security.PrivacyProtocol;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.smi.OctetString;

/**
 * The users of version 3 with their keys (RFC 3414). A key belongs to a user at an engine. It is
 * kept once a signature was right, so that engines somebody makes up cost a few hashes each, and no
 * memory. One thread.
 */
final class TrapUsers {
  private static final int MOST_KEYS = 20_000;
  private static final int SALT_BYTES = 8;

  private final Algorithms algorithms = new Algorithms();
  private final Map<Octets, SnmpCredentials.V3> byName = new HashMap<>();
  private final Map<Place, byte[]> signing = new Recent<>(MOST_KEYS);
  private final Map<Place, byte[]> encrypting = new Recent<>(MOST_KEYS);

  /** Where a key holds. */
  private record Place(String user, Octets engine) {}

  /**
   * What was encrypted.
   *
   * @param data for who has the key
   * @param salt for who has the key too
   */
  record Encrypted(Octets data, Octets salt) {}

  TrapUsers(List<SnmpCredentials.V3> users) {
    for (SnmpCredentials.V3 user : users) {
      byName.put(Octets.of(user.user().getBytes(StandardCharsets.UTF_8)), user);
    }
  }

  boolean isEmpty() {
    return byName.isEmpty();
  }

  SnmpCredentials.@Nullable V3 find(Octets name) {
    return byName.get(name);
  }

  /** How many keys are kept. */
  int keys() {
    return signing.size() + encrypting.size();
  }

  /** Whether who sent it knows the user's password. */
  boolean isAuthentic(SnmpCredentials.V3 user, Version3Message message) {
    AuthenticationProtocol protocol = signingOf(user);
    if (message.digestLength != protocol.getAuthenticationCodeLength()) {
      return false;
    }
    Place place = new Place(user.user(), message.engineId);
    byte[] known = signing.get(place);
    byte[] key = known != null ? known : signingKey(user, message.engineId);
    byte[] digest = digest(protocol, key, message.whole, message.digestAt);
    boolean fits = MessageDigest.isEqual(digest, message.digest());
    if (fits && known == null) {
      signing.put(place, key);
    }
    return fits;
  }

  /** Signs a message in which there is room for the signature. */
  void sign(SnmpCredentials.V3 user, Octets engine, byte[] message, int digestAt) {
    AuthenticationProtocol protocol = signingOf(user);
    byte[] digest = digest(protocol, signingKey(user, engine), message, digestAt);
    System.arraycopy(digest, 0, message, digestAt, digest.length);
  }

  /** How many bytes a signature of this user has; 0 when the user does not sign. */
  int digestLength(SnmpCredentials.V3 user) {
    return user.authentication() == null ? 0 : signingOf(user).getAuthenticationCodeLength();
  }

  private static byte[] digest(
      AuthenticationProtocol protocol, byte[] key, byte[] message, int digestAt) {
    int length = protocol.getAuthenticationCodeLength();
    byte[] signed = message.clone();
    protocol.authenticate(
        key, signed, 0, signed.length, new ByteArrayWindow(signed, digestAt, length));
    return Arrays.copyOfRange(signed, digestAt, digestAt + length);
  }

  /**
   * What was sent, in the clear. Only for messages whose signature is right.
   *
   * @throws IOException when it cannot be decrypted
   */
  byte[] decrypted(SnmpCredentials.V3 user, Version3Message message) throws IOException {
    byte[] data = new MessageReader(message.data()).octets();
    if (message.salt.length != SALT_BYTES) {
      throw new IOException("a salt of %d bytes".formatted(message.salt.length));
    }
    byte[] clear =
        encryptingOf(user)
            .decrypt(
                data,
                0,
                data.length,
                encryptingKey(user, message.engineId),
                message.boots,
                message.time,
                new DecryptParams(message.salt, 0, SALT_BYTES));
    if (clear == null) {
      throw new IOException("nothing came of it");
    }
    return clear;
  }

  /** For nobody but the user. */
  Encrypted encrypted(SnmpCredentials.V3 user, OwnEngine engine, int seconds, byte[] clear) {
    DecryptParams salt = new DecryptParams();
    byte[] data =
        encryptingOf(user)
            .encrypt(
                clear,
                0,
                clear.length,
                encryptingKey(user, engine.id()),
                engine.boots(),
                seconds,
                salt);
    return new Encrypted(
        Octets.of(Objects.requireNonNull(data, "encrypted")), Octets.of(salt.array));
  }

  private byte[] signingKey(SnmpCredentials.V3 user, Octets engine) {
    byte[] password = Objects.requireNonNull(user.authentication()).password().reveal();
    return signingOf(user).passwordToKey(new OctetString(password), engine.bytes());
  }

  private byte[] encryptingKey(SnmpCredentials.V3 user, Octets engine) {
    return encrypting.computeIfAbsent(
        new Place(user.user(), engine),
        place -> {
          byte[] password = Objects.requireNonNull(user.privacy()).password().reveal();
          return SecurityProtocols.passwordToKey(
              encryptingOf(user), signingOf(user), new OctetString(password), engine.bytes());
        });
  }

  private AuthenticationProtocol signingOf(SnmpCredentials.V3 user) {
    return algorithms.signing(Objects.requireNonNull(user.authentication()).protocol());
  }

  private PrivacyProtocol encryptingOf(SnmpCredentials.V3 user) {
    return algorithms.encrypting(Objects.requireNonNull(user.privacy()).protocol());
  }
}
