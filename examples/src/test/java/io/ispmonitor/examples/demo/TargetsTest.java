package io.ispmonitor.examples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetsTest {
  @TempDir Path folder = Path.of("");

  private static List<String> ids(String text) {
    return Targets.parse(text).devices().stream().map(Device::id).toList();
  }

  private static String refusal(String text) {
    return String.valueOf(
        assertThrows(BadUseException.class, () -> Targets.parse(text)).getMessage());
  }

  private String file(String content) throws IOException {
    return Files.writeString(folder.resolve("targets.txt"), content).toString();
  }

  @Test
  @DisplayName("a list holds addresses, blocks and host names, and keeps its order")
  void list() {
    assertEquals(
        List.of("2001:db8::1", "192.0.2.1", "192.0.2.2", "gw.example.net"),
        ids("2001:db8::1, 192.0.2.0/30 ,gw.example.net"));
  }

  @Test
  @DisplayName("a host name is not looked up, an address is not a name")
  void nameOrAddress() {
    List<Device> devices = Targets.parse("gw.example.net,192.0.2.7").devices();
    assertEquals("gw.example.net", devices.get(0).hostName());
    assertNull(devices.get(0).address());
    assertNull(devices.get(1).hostName());
  }

  @Test
  @DisplayName("network and broadcast address are left out, but not of /31 and /32")
  void ends() {
    assertEquals(254, ids("192.0.2.0/24").size());
    assertEquals("192.0.2.254", ids("192.0.2.0/24").get(253));
    assertEquals(List.of("192.0.2.4", "192.0.2.5"), ids("192.0.2.4/31"));
    assertEquals(List.of("192.0.2.9"), ids("192.0.2.9/32"));
    assertEquals(List.of("255.255.255.254", "255.255.255.255"), ids("255.255.255.254/31"));
  }

  @Test
  @DisplayName("a block of IPv6 has all its addresses")
  void ipv6() {
    assertEquals(256, ids("2001:db8::/120").size());
    assertEquals("2001:db8:0:0:0:0:0:ff", ids("2001:db8::/120").get(255));
  }

  @Test
  @DisplayName("who is named again is asked once, whatever the writing")
  void duplicates() {
    Targets targets = Targets.parse("192.0.2.1,192.0.2.0/30,GW.example.net,gw.example.net");
    assertEquals(3, targets.devices().size());
    assertEquals(2, targets.repeated());
  }

  @Test
  @DisplayName("a file has a target on each line, a name after it, and comments")
  void lines() throws IOException {
    String file = file("# gateways\n192.0.2.1  gateway north # old\n\nhost-a\n198.51.100.0/30\n");
    assertEquals(List.of("gateway north", "host-a", "198.51.100.1", "198.51.100.2"), ids(file));
  }

  @Test
  @DisplayName("what is wrong in a file is said with its line")
  void badLine() throws IOException {
    String said = refusal(file("192.0.2.1 a\n192.0.2.2 a\n"));
    assertTrue(said.contains("targets.txt:2: the name 'a' is given to two targets"), said);
    assertTrue(refusal(file("192.0.2.1\n192.0.2.0/24 net\n")).contains("targets.txt:2: the block"));
    assertTrue(refusal(file("# nobody\n")).contains("names no target"));
    Files.write(folder.resolve("binary"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0});
    assertTrue(refusal(folder.resolve("binary").toString()).contains("no text in UTF-8"));
  }

  @Test
  @DisplayName("a million targets are taken, more are refused before they are made")
  void bound() {
    assertTrue(refusal("10.0.0.0/8").contains("16,777,214 targets; at most 1,000,000"));
    assertTrue(refusal("::/0").contains("at most 1,000,000"));
    assertTrue(refusal("10.0.0.0/13,10.8.0.0/13").contains("1,048,572 targets"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("what is no target is refused with a sentence that shows it")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          192.0.2.300       | '192.0.2.300' is no IPv4 address
          192.0.2           | '192.0.2' is no IPv4 address
          192.0.2.01        | without leading zeros
          2001:db8::x       | '2001:db8::x' is no IPv6 address
          192.0.2.0/33      | prefix must be a number from 0 to 32, was '33'
          192.0.2.0/x       | was 'x'
          192.0.2.5/24      | the block is 192.0.2.0/24
          2001:db8::1/64    | the block is 2001:db8:0:0:0:0:0:0/64
          no/such/file      | is no CIDR block such as 192.0.2.0/24, and no file
          two words         | is no address and no host name
          192.0.2.1,        | a target is empty
          -bad.example      | is no address and no host name
          """)
  void noTarget(String text, String said) {
    assertTrue(refusal(text).contains(said), refusal(text));
  }
}
