package io.ispmonitor.alerting.delivery;

import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a channel is doing: what keeps it from delivering, and until when it is left alone. The
 * lane's thread, but for {@link #trouble()}.
 */
final class Condition {
  private static final Logger log = LoggerFactory.getLogger(Lane.class);

  /** A broken channel is tried again after so long, since somebody may have mended it. */
  static final Duration BROKEN = Duration.ofMinutes(10);

  private static final Duration FOR_GOOD = Duration.ofDays(36_500);

  /** So many notices that are rejected one after the other are no accident. */
  private static final int SUSPICIOUS = 3;

  private final String channel;
  private final TimeSource time;
  private final Breaker breaker;
  private long quietUntil;
  private long brokenUntil;
  private int rejections;
  private volatile @Nullable String trouble;

  Condition(String channel, TimeSource time) {
    this.channel = channel;
    this.time = time;
    this.breaker = new Breaker(channel, time);
    this.quietUntil = time.nanoTime();
    this.brokenUntil = quietUntil;
  }

  /** What keeps the channel from delivering, after its name; null for nothing. Any thread. */
  @Nullable String trouble() {
    return trouble;
  }

  /** Why it is left alone, in words. */
  String rest() {
    String last = trouble;
    return last == null ? "the channel wants to be left alone" : "the channel " + last;
  }

  /** Until when it is left alone; not after now when it is not. */
  long quietUntil(long now) {
    return Math.max(quietUntil, breaker.closedFrom(now));
  }

  boolean isBroken(long now) {
    return brokenUntil - now > 0;
  }

  void works() {
    breaker.works();
    rejections = 0;
    if (trouble != null) {
      trouble = null;
      log.info("ALERT_CHANNEL_WORKS channel {} delivers again", channel);
    }
  }

  void fails(String reason) {
    breaker.fails();
    isIn("did not take a notice: " + reason);
  }

  /** It delivers nothing at all until somebody mends it. */
  void breaks(String reason) {
    rest(BROKEN);
    brokenUntil = quietUntil;
    isIn("is broken: " + reason);
  }

  /** It is not called any more while the program runs. */
  void breaksForGood(String reason) {
    brokenUntil = time.nanoTime() + FOR_GOOD.toNanos();
    quietUntil = brokenUntil;
    isIn(reason);
  }

  /** It works, but not with what it was given. */
  void rejects(String reason) {
    breaker.works();
    if (++rejections >= SUSPICIOUS) {
      isIn("rejects one notice after the other: " + reason);
    }
  }

  /** It is left alone for so long. */
  void rest(Duration span) {
    quietUntil = time.nanoTime() + span.toNanos();
  }

  private void isIn(String now) {
    if (!now.equals(trouble)) {
      trouble = now;
      log.warn("ALERT_CHANNEL_TROUBLE channel {} {}", channel, now);
    }
  }
}
