package io.ispmonitor.secret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SecretTest {
  @Test
  @DisplayName("it never shows itself, not even its length")
  void masked() {
    assertEquals("***", Secret.of("public").toString());
    assertEquals("***", "%s".formatted(Secret.of("a much longer one")));
  }

  @Test
  @DisplayName("whoever needs it gets it in full")
  void revealed() {
    Secret secret = Secret.of("säkert");

    assertEquals("säkert", secret.revealText());
    assertArrayEquals("säkert".getBytes(StandardCharsets.UTF_8), secret.reveal());
    assertEquals(7, secret.length());
  }

  @Test
  @DisplayName("what it was made from and what it gave out may be overwritten")
  void copies() {
    char[] characters = {'a', 'b'};
    Secret secret = Secret.of(characters);
    characters[0] = 'x';
    secret.reveal()[0] = 'x';

    assertEquals("ab", secret.revealText());
  }

  @Test
  @DisplayName("two of the same are equal, others are not")
  void equality() {
    assertEquals(Secret.of("a"), Secret.of(new char[] {'a'}));
    assertEquals(Secret.of("a").hashCode(), Secret.of("a").hashCode());
    assertNotEquals(Secret.of("a"), Secret.of("b"));
    assertNotEquals(Secret.of("a"), Secret.of("ab"));
  }

  @Test
  @DisplayName("an empty one is refused with a sentence")
  void empty() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Secret.of(""));
    assertEquals(
        "a secret must not be empty; leave it out where none is needed", refused.getMessage());
  }
}
