package io.ispmonitor.app.web.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets only so many do something slow at once; others wait a little, and are refused. */
public final class Bulkhead {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final String what;
  private final Semaphore room;

  /**
   * For one thing.
   *
   * @param what it is, such as "history"
   * @param most how many may do it at once
   */
  public Bulkhead(String what, int most) {
    this.what = what;
    this.room = new Semaphore(most, true);
  }

  /** A route that goes through here. */
  public Route around(Route route) {
    return call -> {
      if (!room.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw Refusal.notNow(
            "%s is asked for by too many at once; ask again in a moment".formatted(what), PATIENCE);
      }
      try {
        route.answer(call);
      } finally {
        room.release();
      }
    };
  }
}
