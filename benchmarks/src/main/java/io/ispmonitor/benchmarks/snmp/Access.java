package io.ispmonitor.benchmarks.snmp;

import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.SnmpCredentials;
import io.ispmonitor.snmp.SnmpCredentials.AuthProtocol;
import io.ispmonitor.snmp.SnmpCredentials.Authentication;
import io.ispmonitor.snmp.SnmpCredentials.PrivProtocol;
import io.ispmonitor.snmp.SnmpCredentials.Privacy;

/** By what the agent of the benchmarks lets itself be asked. */
enum Access {
  V2C,
  V3;

  static final String COMMUNITY = "public";
  static final String USER = "poller";
  static final String PASSWORD = "benchmark-secret";

  static Access named(String name) {
    return switch (name) {
      case "v2c" -> V2C;
      case "v3" -> V3;
      default -> throw new IllegalArgumentException("'" + name + "' is no version; name v2c or v3");
    };
  }

  SnmpCredentials credentials() {
    Secret password = Secret.of(PASSWORD);
    return this == V2C
        ? new SnmpCredentials.V2c(Secret.of(COMMUNITY))
        : new SnmpCredentials.V3(
            USER,
            new Authentication(AuthProtocol.SHA_1, password),
            new Privacy(PrivProtocol.AES_128, password));
  }
}
