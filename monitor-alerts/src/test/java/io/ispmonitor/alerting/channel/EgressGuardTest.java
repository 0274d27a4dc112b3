package io.ispmonitor.alerting.channel;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressGuardTest {
  private static final URI TARGET = URI.create("https://hooks.example/x");

  private static void check(String... addresses) throws UnknownHostException {
    List<InetAddress> all = new ArrayList<>();
    for (String address : addresses) {
      all.addAll(List.of(InetAddress.getAllByName(address)));
    }
    new EgressGuard(
            name -> {
              assertEquals("hooks.example", name);
              return all.toArray(InetAddress[]::new);
            })
        .accept(TARGET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "0.1.2.3",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.100.100.200",
        "192.0.0.192",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "::ffff:10.0.0.1",
        "::ffff:127.0.0.1",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "64:ff9b::a00:1",
        "2002:a00:1::1",
        "2001:0:a00:1::1"
      })
  @DisplayName("addresses that are nobody's on the Internet are denied, alone and beside others")
  void denied(String address) {
    assertThrows(EgressGuard.Denied.class, () -> check(address));
    assertThrows(EgressGuard.Denied.class, () -> check("203.0.113.7", address));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1.1.1", "100.128.0.1", "172.32.0.1", "192.0.1.1", "2606:4700::1111"})
  @DisplayName("public addresses are allowed")
  void allowed(String address) {
    assertDoesNotThrow(() -> check(address, "9.9.9.9"));
  }

  @Test
  @DisplayName("written as a number, this machine is this machine")
  void numbers() {
    for (String host : new String[] {"2130706433", "0x7f000001", "localhost", "[::1]"}) {
      URI uri = URI.create("https://" + host + "/");
      if (uri.getHost() != null) {
        assertThrows(RuntimeException.class, () -> new EgressGuard().accept(uri), host);
      }
    }
  }
}
