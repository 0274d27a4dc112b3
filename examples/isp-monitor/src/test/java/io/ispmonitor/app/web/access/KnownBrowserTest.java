package io.ispmonitor.app.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.ispmonitor.secret.Secret;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KnownBrowserTest {
  private final User vera = user("vera", "secret");

  private static User user(String name, String password) {
    String hash = BCrypt.withDefaults().hashToString(4, password.toCharArray());
    return new User(name, Secret.of(hash), Role.VIEWER);
  }

  @Test
  @DisplayName("a mark is known as that of its user, and every mark is another one")
  void known() {
    String mark = KnownBrowser.mark(vera);
    assertEquals(Optional.of(mark.substring(0, 43)), KnownBrowser.of(vera, mark));
    assertNotEquals(mark, KnownBrowser.mark(vera));
  }

  @Test
  @DisplayName("a mark of somebody else, of an earlier password, or made up, is none")
  void others() {
    String mark = KnownBrowser.mark(vera);
    assertTrue(KnownBrowser.of(user("otto", "secret"), mark).isEmpty());
    assertTrue(KnownBrowser.of(user("vera", "another"), mark).isEmpty());
    User sameHash = new User("otto", vera.hash(), Role.VIEWER);
    assertTrue(KnownBrowser.of(sameHash, mark).isEmpty());
    char last = mark.charAt(mark.length() - 1);
    String changed =
        mark.substring(0, 10) + (mark.charAt(10) == 'x' ? 'y' : 'x') + mark.substring(11);
    for (String wrong : new String[] {"", ".", changed, mark + last, mark.replace(".", "")}) {
      assertTrue(KnownBrowser.of(vera, wrong).isEmpty(), wrong);
    }
  }
}
