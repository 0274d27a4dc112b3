package io.ispmonitor.app.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.ispmonitor.secret.Secret;
import io.ispmonitor.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private final ManualTime time = ManualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"));
  private final Sessions sessions =
      new Sessions(time, Duration.ofMinutes(10), Duration.ofMinutes(30));
  private final User user =
      new User(
          "vera", Secret.of(BCrypt.withDefaults().hashToString(4, "x".toCharArray())), Role.VIEWER);

  @Test
  @DisplayName("a session that is used goes on until its whole time is over")
  void ends() {
    String id = sessions.begin(user);
    for (int i = 0; i < 5; i++) {
      time.pause(Duration.ofMinutes(5));
      assertTrue(sessions.use(id).isPresent());
    }
    time.pause(Duration.ofMinutes(5));
    assertTrue(sessions.use(id).isEmpty());
    assertEquals(0, sessions.size());
  }

  @Test
  @DisplayName("looking whether it goes on does not make it go on")
  void looking() {
    String id = sessions.begin(user);
    time.pause(Duration.ofMinutes(9));
    assertTrue(sessions.goesOn(id));
    time.pause(Duration.ofMinutes(1));
    assertTrue(sessions.use(id).isEmpty());
  }

  @Test
  @DisplayName("there are a thousand at most, and the one used longest ago goes first")
  void bounded() {
    String first = sessions.begin(user);
    String second = sessions.begin(user);
    for (int i = 0; i < 998; i++) {
      sessions.begin(user);
    }
    assertTrue(sessions.use(first).isPresent());
    sessions.begin(user);
    assertEquals(1_000, sessions.size());
    assertTrue(sessions.goesOn(first));
    assertTrue(sessions.use(second).isEmpty());
  }

  @Test
  @DisplayName("ids have 256 bits, and no two are equal")
  void ids() {
    String id = sessions.begin(user);
    assertEquals(43, id.length());
    assertNotEquals(id, sessions.begin(user));
  }

  @Test
  @DisplayName("times that make no sense are refused")
  void times() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Sessions(time, Duration.ofHours(2), Duration.ofHours(1)));
  }
}
