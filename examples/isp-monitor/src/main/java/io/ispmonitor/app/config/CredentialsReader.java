package io.ispmonitor.app.config;

import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.SnmpCredentials;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what agents are asked with, by names that devices refer to. */
final class CredentialsReader {
  private final References references;

  CredentialsReader(References references) {
    this.references = references;
  }

  Map<String, SnmpCredentials> read(Fields snmp) {
    Map<String, SnmpCredentials> all = new LinkedHashMap<>();
    snmp.named("credentials")
        .forEach((name, fields) -> credentials(fields).ifPresent(is -> all.put(name, is)));
    return all;
  }

  private Optional<SnmpCredentials> credentials(Fields fields) {
    Version version = fields.oneOf("version", Version.class, Version.V2C);
    try {
      return version == Version.V3 ? Optional.of(user(fields)) : community(fields, version);
    } catch (IllegalArgumentException e) {
      fields.problems().add(fields.line(), String.valueOf(e.getMessage()));
      return Optional.empty();
    } finally {
      fields.refuseUnknown();
    }
  }

  private Optional<SnmpCredentials> community(Fields fields, Version version) {
    if (!fields.has("community")) {
      fields.text("community");
    }
    return references
        .secret(fields, "community")
        .map(
            community ->
                version == Version.V1
                    ? new SnmpCredentials.V1(community)
                    : new SnmpCredentials.V2c(community));
  }

  private SnmpCredentials user(Fields fields) {
    String user = fields.text("user");
    Optional<Secret> signed = references.secret(fields, "auth-password");
    Optional<Secret> encrypted = references.secret(fields, "priv-password");
    SnmpCredentials.AuthProtocol auth =
        fields.oneOf(
            "auth", SnmpCredentials.AuthProtocol.class, SnmpCredentials.AuthProtocol.SHA_256);
    SnmpCredentials.PrivProtocol priv =
        fields.oneOf(
            "priv", SnmpCredentials.PrivProtocol.class, SnmpCredentials.PrivProtocol.AES_128);
    SnmpCredentials.@Nullable Authentication authentication =
        signed.map(is -> new SnmpCredentials.Authentication(auth, is)).orElse(null);
    SnmpCredentials.@Nullable Privacy privacy =
        encrypted.map(is -> new SnmpCredentials.Privacy(priv, is)).orElse(null);
    return new SnmpCredentials.V3(user, authentication, privacy);
  }

  /** The versions of SNMP. */
  enum Version {
    V1,
    V2C,
    V3
  }
}
