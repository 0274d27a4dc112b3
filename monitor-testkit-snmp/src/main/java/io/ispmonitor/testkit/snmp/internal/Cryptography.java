package io.ispmonitor.testkit.snmp.internal;

import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.SnmpCredentials.AuthProtocol;
import io.ispmonitor.snmp.SnmpCredentials.Authentication;
import io.ispmonitor.snmp.SnmpCredentials.PrivProtocol;
import io.ispmonitor.snmp.SnmpCredentials.Privacy;
import io.ispmonitor.snmp.SnmpCredentials.V3;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snmp4j.security.AuthHMAC128SHA224;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC256SHA384;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.AuthMD5;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.AuthenticationProtocol;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.PrivAES192;
import org.snmp4j.security.PrivAES256;
import org.snmp4j.security.PrivDES;
import org.snmp4j.security.PrivacyProtocol;
import org.snmp4j.security.nonstandard.PrivAES192With3DESKeyExtension;
import org.snmp4j.security.nonstandard.PrivAES256With3DESKeyExtension;
import org.snmp4j.smi.OctetString;

/**
 * The algorithms of version 3, as instances of our own, and the keys that passwords make. What a
 * password makes before it is bound to an engine is kept: it takes a mebibyte through the hash (RFC
 * 3414, A.2), once for all agents together. Any thread.
 */
public final class Cryptography {
  private static final int MEBIBYTE = 1 << 20;

  private final Map<AuthProtocol, AuthenticationProtocol> signing =
      new EnumMap<>(AuthProtocol.class);
  private final Map<PrivProtocol, PrivacyProtocol> hiding = new EnumMap<>(PrivProtocol.class);
  private final Map<Password, byte[]> unbound = new HashMap<>();

  private record Password(AuthProtocol protocol, Secret secret) {}

  /** With nothing kept yet. */
  public Cryptography() {
    signing.put(AuthProtocol.MD5, new AuthMD5());
    signing.put(AuthProtocol.SHA_1, new AuthSHA());
    signing.put(AuthProtocol.SHA_224, new AuthHMAC128SHA224());
    signing.put(AuthProtocol.SHA_256, new AuthHMAC192SHA256());
    signing.put(AuthProtocol.SHA_384, new AuthHMAC256SHA384());
    signing.put(AuthProtocol.SHA_512, new AuthHMAC384SHA512());
    hiding.put(PrivProtocol.DES, new PrivDES());
    hiding.put(PrivProtocol.AES_128, new PrivAES128());
    hiding.put(PrivProtocol.AES_192, new PrivAES192());
    hiding.put(PrivProtocol.AES_256, new PrivAES256());
    hiding.put(PrivProtocol.AES_192_CISCO, new PrivAES192With3DESKeyExtension());
    hiding.put(PrivProtocol.AES_256_CISCO, new PrivAES256With3DESKeyExtension());
  }

  /** The keys of a user at an engine. */
  synchronized UserKeys keys(V3 user, byte[] engineId) {
    Authentication signs = user.authentication();
    if (signs == null) {
      return UserKeys.NONE;
    }
    AuthenticationProtocol sign = Objects.requireNonNull(signing.get(signs.protocol()));
    byte[] signingKey = bound(sign, signs.protocol(), signs.password(), engineId);
    Privacy hides = user.privacy();
    PrivacyProtocol hide = hides == null ? null : hiding.get(hides.protocol());
    byte[] hidingKey = null;
    if (hides != null && hide != null) {
      byte[] key = bound(sign, signs.protocol(), hides.password(), engineId);
      hidingKey = ofRightLength(key, hides.password(), engineId, sign, hide);
    }
    return new UserKeys(sign, signingKey, hide, hidingKey);
  }

  private byte[] bound(
      AuthenticationProtocol protocol, AuthProtocol which, Secret secret, byte[] engineId) {
    byte[] key =
        unbound.computeIfAbsent(
            new Password(which, secret), any -> protocol.hash(repeated(secret.reveal())));
    byte[] around = Arrays.copyOf(key, 2 * key.length + engineId.length);
    System.arraycopy(engineId, 0, around, key.length, engineId.length);
    System.arraycopy(key, 0, around, key.length + engineId.length, key.length);
    return protocol.hash(around);
  }

  private static byte[] repeated(byte[] password) {
    byte[] mebibyte = new byte[MEBIBYTE];
    for (int i = 0; i < MEBIBYTE; i++) {
      mebibyte[i] = password[i % password.length];
    }
    return mebibyte;
  }

  private static byte @Nullable [] ofRightLength(
      byte[] key, Secret secret, byte[] engineId, AuthenticationProtocol sign, PrivacyProtocol to) {
    return key.length < to.getMinKeyLength()
        ? to.extendShortKey(key, new OctetString(secret.reveal()), engineId, sign)
        : Arrays.copyOf(key, Math.min(key.length, to.getMaxKeyLength()));
  }
}
