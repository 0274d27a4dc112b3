package io.ispmonitor.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"4294967296", "2130706433", "0", "1.2.3", "300.1.1.1", "127.0.0.01", "0x7f000001"})
  @DisplayName("a host of digits that is no dotted quad is refused, not left to a resolver")
  void numbers(String host) {
    URI url = URI.create("http://" + host + "/");
    assertThrows(IllegalArgumentException.class, () -> Origin.of(url));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "255.250.199.10", "[2001:db8::7]"})
  @DisplayName("four numbers with dots and IPv6 in brackets are addresses")
  void literals(String host) throws UnknownHostException {
    Origin origin = Origin.of(URI.create("http://" + host + ":8080/"));
    assertTrue(origin.isLiteral());
    assertEquals(InetAddress.getByName(host), origin.literal());
    assertEquals("http://" + host + ":8080", origin.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"www.example.net", "4you.example", "1.2.3.example"})
  @DisplayName("everything else is a name")
  void names(String host) {
    assertFalse(Origin.of(URI.create("https://" + host)).isLiteral());
  }
}
