package io.ispmonitor.snmp.collector;

import java.time.Duration;

/**
 * When a device that keeps silent is asked again: seldom, so that the dead do not keep the living
 * waiting. One that is asked between its turns is asked at once, since somebody wants to know.
 */
final class Resting {
  private static final int PATIENCE = 3;
  private static final int MOST_DOUBLINGS = 10;
  private static final long LONGEST = Duration.ofMinutes(5).toNanos();

  private int silences;
  private long silentSinceNanos;
  private long lastAskedNanos;
  private long lastTurnNanos;
  private long spacingNanos;
  private boolean hadTurn;

  /** Whether this turn is left out; to be called once for each turn. */
  boolean restsAt(long now) {
    long since = now - lastTurnNanos;
    boolean isTurn = !hadTurn || spacingNanos == 0 || since >= spacingNanos / 4 * 3;
    if (hadTurn && isTurn) {
      spacingNanos = since;
    }
    if (isTurn) {
      lastTurnNanos = now;
      hadTurn = true;
    }
    boolean rests = isTurn && silences >= PATIENCE && now - lastAskedNanos < pauseNanos();
    if (!rests) {
      lastAskedNanos = now;
    }
    return rests;
  }

  private long pauseNanos() {
    int doublings = Math.min(silences - PATIENCE + 1, MOST_DOUBLINGS);
    long pause = spacingNanos << doublings;
    return Math.min(Math.max(0, pause) - spacingNanos / 4, LONGEST);
  }

  /** It kept silent. */
  void silent(long now) {
    if (silences == 0) {
      silentSinceNanos = now;
    }
    silences++;
  }

  /** It answered, or it is asked in another way. */
  void ends() {
    silences = 0;
  }

  boolean isSilent() {
    return silences > 0;
  }

  /** How often it kept silent in a row. */
  int silences() {
    return silences;
  }

  /** For how long it has been silent. */
  Duration silentFor(long now) {
    return Duration.ofNanos(now - silentSinceNanos);
  }
}
