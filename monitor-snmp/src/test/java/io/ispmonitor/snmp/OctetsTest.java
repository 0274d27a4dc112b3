package io.ispmonitor.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OctetsTest {
  @Test
  @DisplayName("text is UTF-8, and Latin-1 where it is none")
  void encodings() {
    assertEquals("São Paulo", Octets.ofText("São Paulo").text());
    assertEquals("São Paulo", Octets.of("São Paulo".getBytes(StandardCharsets.ISO_8859_1)).text());
  }

  @Test
  @DisplayName("what a device says cannot steer a terminal nor turn the line round")
  void hostile() {
    assertEquals("\u00b7[31mred\u00b7", Octets.ofText("\u001b[31mred\u0007").text());
    assertEquals("a\u00b7b\u00b7c", Octets.ofText("a\u202eb\u2028c").text());
    assertEquals("a\u00b7b", Octets.ofText("a\nb").text());
  }

  @Test
  @DisplayName("zeros at the end, as from C, go; others show")
  void zeros() {
    assertEquals("ab", Octets.ofText("ab\0\0").text());
    assertEquals("a\u00b7b", Octets.ofText("a\0b").text());
    assertEquals("", Octets.of().text());
  }

  @Test
  @DisplayName("addresses are written with colons")
  void hex() {
    assertEquals("00:0c:42:ff", Octets.of((byte) 0, (byte) 12, (byte) 0x42, (byte) 255).hex());
  }

  @Test
  @DisplayName("neither what it was made from nor what it gave out is it")
  void copies() {
    byte[] bytes = {1, 2};
    Octets octets = Octets.of(bytes);
    bytes[0] = 9;
    octets.bytes()[1] = 9;

    assertEquals(Octets.of((byte) 1, (byte) 2), octets);
    assertNotEquals(Octets.of((byte) 9, (byte) 2), octets);
  }
}
