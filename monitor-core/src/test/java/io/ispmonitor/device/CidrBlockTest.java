package io.ispmonitor.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrBlockTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/30, 2, 192.0.2.1, 192.0.2.2",
    "192.0.2.4/31, 2, 192.0.2.4, 192.0.2.5",
    "192.0.2.9/32, 1, 192.0.2.9, 192.0.2.9",
    "255.255.255.0/24, 254, 255.255.255.1, 255.255.255.254",
    "2001:db8::/126, 4, 2001:db8:0:0:0:0:0:0, 2001:db8:0:0:0:0:0:3",
    "::1/128, 1, 0:0:0:0:0:0:0:1, 0:0:0:0:0:0:0:1",
  })
  @DisplayName("has all addresses but those of the network and of all hosts in IPv4")
  void addresses(String text, int size, String first, String last) {
    CidrBlock block = CidrBlock.parse(text);
    assertEquals(BigInteger.valueOf(size), block.size());
    List<InetAddress> addresses = block.addresses();
    assertEquals(size, addresses.size());
    assertEquals(first, addresses.get(0).getHostAddress());
    assertEquals(last, addresses.get(size - 1).getHostAddress());
    assertEquals(text, block.toString());
  }

  @Test
  @DisplayName("the size of all of IPv6 is known, and its addresses are not listed")
  void huge() {
    CidrBlock all = CidrBlock.parse("::/0");
    assertEquals(BigInteger.ONE.shiftLeft(128), all.size());
    assertThrows(ArithmeticException.class, all::addresses);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.1/24 | the block is 192.0.2.0/24",
        "192.0.2.0/33 | a number from 0 to 32, was '33'",
        "192.0.2.0/-1 | a number from 0 to 32, was '-1'",
        "192.0.2.0/ | a number from 0 to 32, was ''",
        "192.0.2.0 | is no CIDR block",
        "router/24 | is no CIDR block",
        "192.0.02.0/24 | without leading zeros",
        "2001:db8::1/64 | the block is 2001:db8:0:0:0:0:0:0/64",
      })
  @DisplayName("says what is wrong with what is none")
  void refused(String text, String why) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> CidrBlock.parse(text));
    assertTrue(String.valueOf(refused.getMessage()).contains(why), refused::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"router", "core-1.example", "a_b.example.", "1.router"})
  @DisplayName("a host name is no address, and nobody is asked for it")
  void hostNames(String text) {
    assertNull(IpLiterals.read(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1.2.3",
        "1.2.3.256",
        "1.2.3.4.5",
        "-a",
        "a b",
        "a/b",
        ":::",
        "fe80::1%",
        "1..2"
      })
  @DisplayName("what is neither an address nor a host name is refused")
  void neither(String text) {
    assertThrows(IllegalArgumentException.class, () -> IpLiterals.read(text), text);
  }
}
