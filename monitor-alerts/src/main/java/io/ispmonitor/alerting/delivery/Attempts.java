package io.ispmonitor.alerting.delivery;

import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attempts of a channel to deliver, one at a time, of which each has an end and an answer, whatever
 * the channel does. The lane's thread, but for what interrupts them and gives them up.
 */
final class Attempts {
  private static final Logger log = LoggerFactory.getLogger(Lane.class);

  /** A channel that takes longer is interrupted. */
  static final Duration LONGEST = Duration.ofSeconds(60);

  /** One that still has not come back is not waited for any more. */
  private static final Duration LOST = Duration.ofMinutes(5);

  private static final DeliveryResult NO_ANSWER =
      DeliveryResult.tryLater("the channel did not say what became of it");

  private final NotificationChannel channel;
  private final TimeSource time;

  /** Whether the last attempt may have been delivered though it failed. */
  private boolean isInDoubt;

  private boolean isOverdue;
  private boolean isGivenUp;
  private long busySince = Step.ON_WAKE;

  Attempts(NotificationChannel channel, TimeSource time) {
    this.channel = channel;
    this.time = time;
  }

  boolean isInDoubt() {
    return isInDoubt;
  }

  /** Interrupts the attempt that is under way when it takes too long. */
  synchronized void interruptOverdue(Thread thread, long now) {
    if (stuckFor(now) > LONGEST.toNanos()) {
      isOverdue = true;
      thread.interrupt();
    }
  }

  /**
   * Gives up to wait for an attempt that does not end although it was interrupted; whatever comes
   * of it later is of no interest. False when there is none.
   */
  synchronized boolean giveUp(long now) {
    isGivenUp |= stuckFor(now) > LOST.toNanos();
    return isGivenUp;
  }

  /** Interrupts the attempt that is under way, and nothing else that the thread may be at. */
  synchronized void interrupt(Thread thread) {
    if (busySince != Step.ON_WAKE) {
      thread.interrupt();
    }
  }

  /** For how long the attempt that is under way has taken, in nanoseconds; 0 when there is none. */
  synchronized long stuckFor(long now) {
    return busySince == Step.ON_WAKE ? 0 : now - busySince;
  }

  private synchronized void begin() {
    busySince = time.nanoTime();
    isInDoubt = false;
    isOverdue = false;
  }

  /** Whoever interrupts does so before this, or not at all. False when nobody waits any more. */
  private synchronized boolean end() {
    busySince = Step.ON_WAKE;
    Thread.interrupted();
    return !isGivenUp;
  }

  private synchronized boolean isOverdue() {
    return isOverdue;
  }

  /**
   * Lets the channel deliver a notice.
   *
   * @param isKnown whether it has been said already that the channel is in trouble
   * @return what became of it; null when nobody waits for that any more
   */
  @Nullable DeliveryResult of(Notice notice, boolean isKnown) {
    begin();
    DeliveryResult result = attempt(notice, isKnown);
    return end() ? result : null;
  }

  private DeliveryResult attempt(Notice notice, boolean isKnown) {
    try {
      DeliveryResult result = channel.deliver(notice);
      return Objects.requireNonNullElse(result, NO_ANSWER); // a host's channel may break the rule
    } catch (InterruptedException e) {
      isInDoubt = true;
      return DeliveryResult.tryLater(
          isOverdue() ? "it took longer than " + LONGEST.toSeconds() + " s" : "it was interrupted");
    } catch (Throwable e) { // other languages throw checked exceptions undeclared
      if (!isKnown) {
        // What an exception says may hold a secret of the host's own channel.
        log.warn(
            "ALERT_CHANNEL_FAILED channel {} threw {} instead of answering",
            channel.name(),
            e.getClass().getName());
      }
      return DeliveryResult.tryLater("the channel threw " + e.getClass().getSimpleName());
    }
  }
}
