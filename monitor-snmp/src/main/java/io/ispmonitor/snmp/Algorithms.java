package io.ispmonitor.snmp;

import io.ispmonitor.snmp.SnmpCredentials.AuthProtocol;
import io.ispmonitor.snmp.SnmpCredentials.PrivProtocol;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
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
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.SecurityProtocols.SecurityProtocolSet;
import org.snmp4j.security.nonstandard.PrivAES192With3DESKeyExtension;
import org.snmp4j.security.nonstandard.PrivAES256With3DESKeyExtension;

/** The algorithms of SNMPv3, of one session. */
final class Algorithms {
  private final Map<AuthProtocol, AuthenticationProtocol> signing =
      new EnumMap<>(AuthProtocol.class);
  private final Map<PrivProtocol, PrivacyProtocol> encrypting = new EnumMap<>(PrivProtocol.class);

  Algorithms() {
    signing.put(AuthProtocol.MD5, new CachedKeys(new AuthMD5()));
    signing.put(AuthProtocol.SHA_1, new CachedKeys(new AuthSHA()));
    signing.put(AuthProtocol.SHA_224, new CachedKeys(new AuthHMAC128SHA224()));
    signing.put(AuthProtocol.SHA_256, new CachedKeys(new AuthHMAC192SHA256()));
    signing.put(AuthProtocol.SHA_384, new CachedKeys(new AuthHMAC256SHA384()));
    signing.put(AuthProtocol.SHA_512, new CachedKeys(new AuthHMAC384SHA512()));
    encrypting.put(PrivProtocol.DES, new PrivDES());
    encrypting.put(PrivProtocol.AES_128, new PrivAES128());
    encrypting.put(PrivProtocol.AES_192, new PrivAES192());
    encrypting.put(PrivProtocol.AES_256, new PrivAES256());
    encrypting.put(PrivProtocol.AES_192_CISCO, new PrivAES192With3DESKeyExtension());
    encrypting.put(PrivProtocol.AES_256_CISCO, new PrivAES256With3DESKeyExtension());
  }

  AuthenticationProtocol signing(AuthProtocol which) {
    return Objects.requireNonNull(signing.get(which));
  }

  PrivacyProtocol encrypting(PrivProtocol which) {
    return Objects.requireNonNull(encrypting.get(which));
  }

  /** All of them in snmp4j's form, without those it has for everybody. */
  SecurityProtocols protocols() {
    SecurityProtocols all = new SecurityProtocols(SecurityProtocolSet.none);
    signing.values().forEach(all::addAuthenticationProtocol);
    encrypting.values().forEach(all::addPrivacyProtocol);
    return all;
  }
}
