package io.ispmonitor.alerting.delivery;

import io.ispmonitor.alert.Pace;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a host wants a channel to be used. Immutable.
 *
 * @param pace how much may be sent; the channel's own is kept to, too
 * @param reserve how many messages of the pace's burst are kept for critical notices
 * @param patience for how long a notice is tried before it is given up
 * @param fallback the channel that takes what this one rejects or cannot deliver in time; null for
 *     none
 * @param language of its messages; English, or Portuguese as in Brazil
 */
public record ChannelOptions(
    Pace pace, int reserve, Duration patience, @Nullable String fallback, Locale language) {
  private static final Pace USUAL_PACE = Pace.of(20, Duration.ofMinutes(1));
  private static final int USUAL_RESERVE = 5;
  private static final Duration USUAL_PATIENCE = Duration.ofHours(4);

  /** Checks the numbers. */
  public ChannelOptions {
    Objects.requireNonNull(pace, "pace");
    Objects.requireNonNull(language, "language");
    if (reserve < 0 || reserve >= pace.burst()) {
      throw new IllegalArgumentException(
          "of %d messages %d cannot be kept for critical notices".formatted(pace.burst(), reserve));
    }
    if (patience.isNegative() || patience.isZero()) {
      throw new IllegalArgumentException("patience must be more than nothing, not " + patience);
    }
  }

  /** 20 messages a minute, 5 of them for critical ones, tried for four hours, in English. */
  public static ChannelOptions usual() {
    return new ChannelOptions(USUAL_PACE, USUAL_RESERVE, USUAL_PATIENCE, null, Locale.ENGLISH);
  }

  /** The same at another pace, of which a quarter is kept for critical notices. */
  public ChannelOptions pace(Pace other) {
    int kept = Math.min(USUAL_RESERVE, other.burst() / 4);
    return new ChannelOptions(other, kept, patience, fallback, language);
  }

  /** The same with another reserve. */
  public ChannelOptions reserve(int messages) {
    return new ChannelOptions(pace, messages, patience, fallback, language);
  }

  /** The same with more patience or less. */
  public ChannelOptions patience(Duration other) {
    return new ChannelOptions(pace, reserve, other, fallback, language);
  }

  /** The same with a channel that takes over. */
  public ChannelOptions fallback(@Nullable String channel) {
    return new ChannelOptions(pace, reserve, patience, channel, language);
  }

  /** The same in another language. */
  public ChannelOptions language(Locale other) {
    return new ChannelOptions(pace, reserve, patience, fallback, other);
  }
}
