package io.ispmonitor.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OidTest {
  @Test
  @DisplayName("the dotted form is read and written, with or without a leading dot")
  void dotted() {
    assertEquals("1.3.6.1.2.1.1.3.0", Oid.of(".1.3.6.1.2.1.1.3.0").toString());
    assertEquals(Oid.of("1.3.6"), Oid.of(".1.3.6"));
    assertEquals(Oid.of("1.3.6"), Oid.ofParts(1, 3, 6));
  }

  @Test
  @DisplayName("a part has 32 bits without sign: RouterOS has interfaces up to 4294967294")
  void unsigned() {
    Oid big = Oid.of("1.3.4294967295");

    assertEquals("1.3.4294967295", big.toString());
    assertEquals(-1, big.part(2));
    assertTrue(big.compareTo(Oid.of("1.3.1")) > 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "1..3", "1.3.", "a", "1.-3", "1.4294967296", "1.99999999999", "1. 3"})
  @DisplayName("what is no identifier is refused, and quoted")
  void refused(String dotted) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Oid.of(dotted));
    String said = String.valueOf(refused.getMessage());
    assertTrue(said.startsWith("object identifier '" + dotted + "': "), said);
  }

  @Test
  @DisplayName("128 parts are the most")
  void longest() {
    String longest = String.join(".", Collections.nCopies(128, "1"));

    assertEquals(128, Oid.of(longest).size());
    assertThrows(IllegalArgumentException.class, () -> Oid.of(longest + ".1"));
    assertThrows(IllegalArgumentException.class, () -> Oid.of(longest).append(1));
  }

  @Test
  @DisplayName("the order is that of an agent: part by part, a prefix first")
  void order() {
    assertTrue(Oid.of("1.3.6").compareTo(Oid.of("1.3.6.0")) < 0);
    assertTrue(Oid.of("1.3.10").compareTo(Oid.of("1.3.9.9")) > 0);
    assertEquals(0, Oid.of("1.3.6").compareTo(Oid.of("1.3.6")));
  }

  @Test
  @DisplayName("a column and the index of a row make an instance, and come apart again")
  void index() {
    Oid column = Oid.of("1.3.6.1.2.1.2.2.1.10");
    Oid instance = column.append(7);

    assertEquals("1.3.6.1.2.1.2.2.1.10.7", instance.toString());
    assertTrue(instance.startsWith(column));
    assertFalse(column.startsWith(instance));
    assertFalse(Oid.of("1.3.6.1.2.1.2.2.1.101").startsWith(column));
    assertEquals(Oid.of("7"), instance.after(column));
    assertThrows(IllegalArgumentException.class, () -> column.after(column));
  }
}
