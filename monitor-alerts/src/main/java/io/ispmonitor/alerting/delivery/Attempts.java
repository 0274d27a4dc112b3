package io.ispmonitor.alerting.delivery;

import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attempts of a channel to deliver, one at a time, of which each has an end and an answer, whatever
 * the channel does. The lane's thread, but for {@link #isOverdue(long)}.
 */
final class Attempts {
  private static final Logger log = LoggerFactory.getLogger(Lane.class);

  /** A channel that takes longer is interrupted. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private static final DeliveryResult NO_ANSWER =
      DeliveryResult.tryLater("the channel did not say what became of it");

  private final NotificationChannel channel;
  private final TimeSource time;

  /** Whether the last attempt may have been delivered though it failed. */
  private boolean isInDoubt;

  private volatile boolean isOverdue;
  private volatile long busySince = Step.ON_WAKE;

  Attempts(NotificationChannel channel, TimeSource time) {
    this.channel = channel;
    this.time = time;
  }

  boolean isInDoubt() {
    return isInDoubt;
  }

  /** Whether the attempt that is under way takes too long; it is to be interrupted then. */
  boolean isOverdue(long now) {
    long since = busySince;
    if (since == Step.ON_WAKE || now - since <= LONGEST.toNanos()) {
      return false;
    }
    isOverdue = true;
    return true;
  }

  /**
   * Lets the channel deliver a notice.
   *
   * @param isKnown whether it has been said already that the channel is in trouble
   */
  DeliveryResult of(Notice notice, boolean isKnown) {
    Thread.interrupted(); // one that was meant for the delivery before
    busySince = time.nanoTime();
    isInDoubt = false;
    isOverdue = false;
    try {
      DeliveryResult result = channel.deliver(notice);
      return Objects.requireNonNullElse(result, NO_ANSWER); // a host's channel may break the rule
    } catch (InterruptedException e) {
      isInDoubt = true;
      return DeliveryResult.tryLater(
          isOverdue ? "it took longer than " + LONGEST.toSeconds() + " s" : "it was interrupted");
    } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
      if (!isKnown) {
        // What an exception says may hold a secret of the host's own channel.
        log.warn(
            "ALERT_CHANNEL_FAILED channel {} threw {} instead of answering",
            channel.name(),
            e.getClass().getName());
      }
      return DeliveryResult.tryLater("the channel threw " + e.getClass().getSimpleName());
    } finally {
      busySince = Step.ON_WAKE;
    }
  }
}
