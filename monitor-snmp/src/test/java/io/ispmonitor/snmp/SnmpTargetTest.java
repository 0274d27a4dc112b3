package io.ispmonitor.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.SnmpCredentials.AuthProtocol;
import io.ispmonitor.snmp.SnmpCredentials.Authentication;
import io.ispmonitor.snmp.SnmpCredentials.PrivProtocol;
import io.ispmonitor.snmp.SnmpCredentials.Privacy;
import io.ispmonitor.snmp.SnmpCredentials.V2c;
import io.ispmonitor.snmp.SnmpCredentials.V3;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SnmpTargetTest {
  private static final SnmpTarget TARGET =
      SnmpTarget.of(InetAddress.getLoopbackAddress(), new V2c(Secret.of("hidden")));

  private static String refusal(Runnable what) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, what::run).getMessage());
  }

  @Test
  @DisplayName("no community and no password is ever shown")
  void masked() {
    Secret hidden = Secret.of("hidden-password");
    V3 user =
        new V3(
            "monitor",
            new Authentication(AuthProtocol.SHA_256, hidden),
            new Privacy(PrivProtocol.AES_128, hidden));

    assertFalse(TARGET.toString().contains("hidden"), TARGET::toString);
    assertFalse(user.toString().contains("hidden"), user::toString);
  }

  @Test
  @DisplayName("what cannot be meant is refused with who, what and which value")
  void refused() {
    assertEquals(
        "SNMP target 127.0.0.1: the port must be from 1 to 65535, was 0",
        refusal(() -> TARGET.port(0)));
    assertEquals(
        "SNMP target 127.0.0.1: the timeout must be from PT0.01S to PT1M, was PT0S",
        refusal(() -> TARGET.timeout(Duration.ZERO)));
    assertEquals(
        "SNMP target 127.0.0.1: there may be 0 to 10 retries, was 11",
        refusal(() -> TARGET.retries(11)));
  }

  @Test
  @DisplayName("SNMPv3 users are checked as RFC 3414 asks")
  void users() {
    Secret good = Secret.of("long enough");

    assertEquals(
        "SNMPv3 user '': the name must have 1 to 32 characters, has 0",
        refusal(() -> new V3("", null, null)));
    assertEquals(
        "SNMPv3 user 'a': privacy needs an authentication (RFC 3414, 1.4.1); name one",
        refusal(() -> new V3("a", null, new Privacy(PrivProtocol.DES, good))));
    assertEquals(
        "SNMPv3 authentication password: must have at least 8 bytes (RFC 3414, 11.2), has 7",
        refusal(() -> new Authentication(AuthProtocol.MD5, Secret.of("seven77"))));
  }
}
