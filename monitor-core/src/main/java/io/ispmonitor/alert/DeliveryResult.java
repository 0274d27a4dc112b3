package io.ispmonitor.alert;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of an attempt to deliver a notice. */
public sealed interface DeliveryResult {

  /**
   * The other side has taken it.
   *
   * @param receipt by which it is found again; null when the channel cannot
   */
  record Delivered(@Nullable Receipt receipt) implements DeliveryResult {}

  /**
   * It was not taken, but may be later: a limit, an outage, a timeout.
   *
   * @param reason in words, without secrets
   * @param after how long the other side wants to be left alone; null when it does not say
   */
  record TryLater(String reason, @Nullable Duration after) implements DeliveryResult {
    /** Checks the wait. */
    public TryLater {
      Objects.requireNonNull(reason, "reason");
      if (after != null && after.isNegative()) {
        throw new IllegalArgumentException("a wait cannot be negative, this one is " + after);
      }
    }
  }

  /**
   * It will not be taken, however often it is tried.
   *
   * @param reason in words, without secrets
   * @param isChannelBroken whether no other notice would be taken either, until somebody mends the
   *     channel: a token that was withdrawn, an address that is gone
   */
  record Rejected(String reason, boolean isChannelBroken) implements DeliveryResult {
    /** Checks the reason. */
    public Rejected {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** It was taken, and will not be found again. */
  static DeliveryResult delivered() {
    return new Delivered(null);
  }

  /** It may be taken later; the other side does not say when. */
  static DeliveryResult tryLater(String reason) {
    return new TryLater(reason, null);
  }

  /** This notice will not be taken. */
  static DeliveryResult rejected(String reason) {
    return new Rejected(reason, false);
  }

  /** No notice will be taken until somebody mends the channel. */
  static DeliveryResult broken(String reason) {
    return new Rejected(reason, true);
  }
}
