package io.ispmonitor.snmp;

import java.time.Duration;
import java.util.Map;

/**
 * What the clocks of other engines said last, so that no recording of what they sent is taken for
 * new (RFC 3414, 3.2, 7b). Asked only about messages whose signature is right: nobody fills it who
 * does not know a password. One thread.
 *
 * <p>The first message of an engine sets its clock: after a start of ours, a recording counts until
 * the engine itself has spoken. It is kept for the engines that spoke last.
 */
final class EngineClocks {
  /** The seconds by which a message may be late. */
  static final int WINDOW = 150;

  private static final int MOST_ENGINES = 200_000;

  private final Map<Octets, Clock> byEngine = new Recent<>(MOST_ENGINES);

  /**
   * What one said.
   *
   * @param boots how often it was started
   * @param seconds how long ago that was
   * @param heardNanos when it said so, by our clock
   */
  private record Clock(int boots, int seconds, long heardNanos) {}

  /** Whether a message is no older than it may be; notes what its engine's clock says. */
  boolean isNew(Octets engine, int boots, int seconds, long nowNanos) {
    if (boots == Integer.MAX_VALUE) {
      return false; // it has no boots left
    }
    Clock known = byEngine.get(engine);
    if (known == null || boots > known.boots || (boots == known.boots && seconds > known.seconds)) {
      byEngine.put(engine, new Clock(boots, seconds, nowNanos));
      return true;
    }
    long since = Duration.ofNanos(nowNanos - known.heardNanos).toSeconds();
    return boots == known.boots && seconds + (long) WINDOW >= known.seconds + since;
  }
}
