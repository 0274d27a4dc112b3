package io.ispmonitor.jdbc.internal.carry;

import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How often each kind of call was made, how long it took, and which were slow. The names are those
 * that the code gives, so there are few. Any thread.
 */
public final class CallTimes {
  private static final Logger log = LoggerFactory.getLogger(Database.class);
  private static final long SAID_EVERY = Duration.ofMinutes(1).toNanos();

  private final TimeSource time;
  private final long slowNanos;
  private final Map<String, Sum> sums = new TreeMap<>();

  /**
   * Begins to count.
   *
   * @param slow a call that takes this long is counted as slow, and logged once a minute
   */
  public CallTimes(TimeSource time, Duration slow) {
    this.time = time;
    this.slowNanos = slow.toNanos();
  }

  /**
   * What is known of one kind of call.
   *
   * @param count how many were made
   * @param failed how many of them failed
   * @param slow how many of them were slow
   * @param total how long all of them took together
   * @param longest how long the longest took
   */
  public record Sum(long count, long failed, long slow, Duration total, Duration longest) {
    private static final Sum NONE = new Sum(0, 0, 0, Duration.ZERO, Duration.ZERO);

    private Sum plus(Duration took, boolean isSlow, boolean isFailed) {
      return new Sum(
          count + 1,
          failed + (isFailed ? 1 : 0),
          slow + (isSlow ? 1 : 0),
          total.plus(took),
          took.compareTo(longest) > 0 ? took : longest);
    }
  }

  /** All calls by their names. */
  public synchronized Map<String, Sum> sums() {
    return new TreeMap<>(sums);
  }

  Call begin(String name) {
    return new Call(name, time.nanoTime());
  }

  /** A call that goes on. */
  final class Call {
    private final String name;
    private final long began;

    private Call(String name, long began) {
      this.name = name;
      this.began = began;
    }

    void done() {
      ended(this, false);
    }

    void failed() {
      ended(this, true);
    }
  }

  private final Map<String, Long> said = new TreeMap<>();

  private void ended(Call call, boolean isFailed) {
    long now = time.nanoTime();
    long took = now - call.began;
    boolean isSlow = took >= slowNanos;
    if (add(call.name, Duration.ofNanos(took), isSlow, isFailed, now)) {
      log.warn(
          "STORE_SLOW '{}' took {} ms; slow ones are counted, and said once a minute",
          call.name,
          Duration.ofNanos(took).toMillis());
    }
  }

  /** Returns whether it is to be said. */
  private synchronized boolean add(
      String name, Duration took, boolean isSlow, boolean isFailed, long now) {
    sums.merge(
        name,
        Sum.NONE.plus(took, isSlow, isFailed),
        (before, one) -> before.plus(took, isSlow, isFailed));
    Long last = said.get(name);
    boolean isToBeSaid = isSlow && (last == null || now - last >= SAID_EVERY);
    if (isToBeSaid) {
      said.put(name, now);
    }
    return isToBeSaid;
  }
}
