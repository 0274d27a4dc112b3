package io.ispmonitor.examples.demo;

import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.SnmpCredentials;
import io.ispmonitor.snmp.SnmpCredentials.AuthProtocol;
import io.ispmonitor.snmp.SnmpCredentials.Authentication;
import io.ispmonitor.snmp.SnmpCredentials.PrivProtocol;
import io.ispmonitor.snmp.SnmpCredentials.Privacy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the command line wants real targets to be asked over SNMP. It names files with secrets, never
 * secrets.
 *
 * @param communityFile where the community is; null for the environment, or none
 * @param user the user of SNMPv3; null for none
 * @param auth the algorithm that signs; null for none
 * @param authFile where its password is; null for the environment
 * @param priv the algorithm that encrypts; null for none
 * @param privFile where its password is; null for the environment
 * @param port the UDP port of agents
 */
record SnmpAccess(
    @Nullable Path communityFile,
    @Nullable String user,
    @Nullable String auth,
    @Nullable Path authFile,
    @Nullable String priv,
    @Nullable Path privFile,
    int port) {
  static final String COMMUNITY = "ISPMONITOR_SNMP_COMMUNITY";
  static final String AUTH_PASSWORD = "ISPMONITOR_SNMP_AUTH_PASSWORD";
  static final String PRIV_PASSWORD = "ISPMONITOR_SNMP_PRIV_PASSWORD";

  /** Checks what belongs together. */
  SnmpAccess {
    if (user != null && communityFile != null) {
      throw new BadUseException(
          "--snmp-user cannot go with --snmp-community-file: version 3 has users, 2c a community");
    }
    needs("--snmp-auth", auth, "--snmp-user", user);
    needs("--snmp-priv", priv, "--snmp-auth", auth);
    needs("--snmp-auth-file", authFile, "--snmp-auth", auth);
    needs("--snmp-priv-file", privFile, "--snmp-priv", priv);
    protocol("--snmp-auth", AuthProtocol.values(), auth);
    protocol("--snmp-priv", PrivProtocol.values(), priv);
  }

  private static void needs(
      String option, @Nullable Object given, String needed, @Nullable Object there) {
    if (given != null && there == null) {
      throw new BadUseException("%s needs %s".formatted(option, needed));
    }
  }

  /** The one of this name, with hyphens as it is written in the standards. */
  private static <E extends Enum<E>> @Nullable E protocol(
      String option, E[] all, @Nullable String name) {
    if (name == null) {
      return null;
    }
    String constant = name.toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(all)
        .filter(is -> is.name().equals(constant))
        .findFirst()
        .orElseThrow(
            () ->
                new BadUseException(
                    "%s '%s' is not known; there are %s"
                        .formatted(
                            option,
                            name,
                            Arrays.stream(all)
                                .map(is -> is.name().replace('_', '-'))
                                .collect(Collectors.joining(", ")))));
  }

  /**
   * By what agents are asked; null for not at all.
   *
   * @param environment where secrets are whose files are not named
   * @param warnings takes a sentence on each file that others may read
   * @throws BadUseException when a secret is missing or cannot be used
   */
  @Nullable SnmpCredentials credentials(
      Map<String, String> environment, Consumer<String> warnings) {
    Reader secrets = new Reader(environment, warnings);
    try {
      return user == null ? community(secrets) : version3(user, secrets);
    } catch (IllegalArgumentException e) {
      throw new BadUseException(String.valueOf(e.getMessage()));
    }
  }

  private @Nullable SnmpCredentials community(Reader secrets) {
    Secret community = secrets.read("--snmp-community-file", communityFile, COMMUNITY);
    return community == null ? null : new SnmpCredentials.V2c(community);
  }

  private SnmpCredentials version3(String name, Reader secrets) {
    AuthProtocol signs = protocol("--snmp-auth", AuthProtocol.values(), auth);
    PrivProtocol encrypts = protocol("--snmp-priv", PrivProtocol.values(), priv);
    return new SnmpCredentials.V3(
        name,
        signs == null
            ? null
            : new Authentication(signs, secrets.password("--snmp-auth", authFile, AUTH_PASSWORD)),
        encrypts == null
            ? null
            : new Privacy(encrypts, secrets.password("--snmp-priv", privFile, PRIV_PASSWORD)));
  }

  /** Finds secrets in files, and else in the environment. */
  private record Reader(Map<String, String> environment, Consumer<String> warnings) {

    @Nullable Secret read(String option, @Nullable Path file, String variable) {
      if (file != null) {
        return SecretFile.read(option, file, warnings);
      }
      String given = environment.getOrDefault(variable, "");
      return given.isEmpty() ? null : Secret.of(given);
    }

    Secret password(String option, @Nullable Path file, String variable) {
      Secret password = read(option + "-file", file, variable);
      if (password == null) {
        throw new BadUseException(
            "%s needs a password: name a file that holds it with %s-file, or set %s"
                .formatted(option, option, variable));
      }
      return password;
    }
  }
}
