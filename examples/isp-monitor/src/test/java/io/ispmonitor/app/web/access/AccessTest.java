package io.ispmonitor.app.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.ispmonitor.secret.Secret;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AccessTest {
  private static final String LONG = "p".repeat(72);

  private static User user(String name, String password) {
    return new User(
        name,
        Secret.of(BCrypt.withDefaults().hashToString(4, password.toCharArray())),
        Role.OPERATOR);
  }

  @Test
  @DisplayName("a user logs in with the whole password and no other")
  void login() {
    Access access = Access.of(List.of(user("vera", "sésame")), List.of());
    assertTrue(access.login("vera", "sésame").isPresent());
    assertTrue(access.login("vera", "sesame").isEmpty());
    assertTrue(access.login("vera", "").isEmpty());
    assertTrue(access.login("nobody", "sésame").isEmpty());
  }

  @Test
  @DisplayName("what bcrypt would cut off a password is no password")
  void longPasswords() {
    Access access = Access.of(List.of(user("vera", LONG.substring(1))), List.of());
    assertTrue(access.login("vera", LONG.substring(1)).isPresent());
    assertTrue(access.login("vera", LONG + "more").isEmpty());
  }

  @Test
  @DisplayName("hashes of other programs are taken, and what is no hash is not")
  void hashes() {
    String hash = BCrypt.with(BCrypt.Version.VERSION_2Y).hashToString(4, "x".toCharArray());
    Access access = Access.of(List.of(new User("vera", Secret.of(hash), Role.VIEWER)), List.of());
    assertTrue(access.login("vera", "x").isPresent());
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new User("vera", Secret.of("plain-password"), Role.VIEWER));
    assertFalse(String.valueOf(e.getMessage()).contains("plain-password"));
  }

  @Test
  @DisplayName("a token is known by its hash, and shown nowhere")
  void tokens() {
    ApiToken token = ApiToken.of("grafana", "the-token", Role.VIEWER);
    Access access = Access.of(List.of(), List.of(token));
    assertEquals("grafana", access.token("the-token").orElseThrow().name());
    assertTrue(access.token("the-toke").isEmpty());
    assertFalse((token + " " + access).contains(token.sha256()));
    assertThrows(
        IllegalArgumentException.class, () -> new ApiToken("grafana", "the-token", Role.VIEWER));
  }

  @Test
  @DisplayName("two of the same name are refused")
  void twice() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Access.of(List.of(user("vera", "a"), user("vera", "b")), List.of()));
    ApiToken token = ApiToken.of("grafana", "a", Role.VIEWER);
    assertThrows(IllegalArgumentException.class, () -> Access.of(List.of(), List.of(token, token)));
  }

  @Test
  @DisplayName("roles hold what those below them hold")
  void roles() {
    assertTrue(Role.ADMIN.includes(Role.OPERATOR));
    assertTrue(Role.OPERATOR.includes(Role.OPERATOR));
    assertFalse(Role.VIEWER.includes(Role.OPERATOR));
    assertEquals(Role.ADMIN, Role.of("admin"));
    assertThrows(IllegalArgumentException.class, () -> Role.of("root"));
  }
}
