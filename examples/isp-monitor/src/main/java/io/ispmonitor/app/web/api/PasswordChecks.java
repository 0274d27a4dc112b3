package io.ispmonitor.app.web.api;

import io.ispmonitor.app.web.access.Access;
import io.ispmonitor.app.web.access.User;
import io.ispmonitor.app.web.http.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Checks passwords, a few at once, since each takes a processor some tenths of a second. Who comes
 * from where they have logged in before has room of their own: strangers who try one password after
 * the other hold them up by no more than the processor. Thread-safe.
 */
final class PasswordChecks {
  private static final Duration AGAIN = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Semaphore known = new Semaphore(1, true);
  private final Semaphore strangers = new Semaphore(1, true);

  /**
   * The user, where the password is theirs.
   *
   * @throws Refusal when too many others are to be checked first
   */
  Optional<User> check(Access access, String name, String password, boolean isKnown)
      throws InterruptedException {
    Semaphore room = isKnown ? known : strangers;
    if (!room.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      throw Refusal.tooOften("others are logging in just now; try again", AGAIN);
    }
    try {
      return access.login(name, password);
    } finally {
      room.release();
    }
  }
}
