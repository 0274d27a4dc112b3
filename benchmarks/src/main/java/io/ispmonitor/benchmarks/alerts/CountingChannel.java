package io.ispmonitor.benchmarks.alerts;

import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.time.TimeSource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A channel that takes everything and keeps none of it. Any thread. */
final class CountingChannel implements NotificationChannel {
  private final TimeSource time;
  private @Nullable Instant first;
  private int delivered;

  CountingChannel(TimeSource time) {
    this.time = time;
  }

  @Override
  public String name() {
    return "counting";
  }

  @Override
  public synchronized DeliveryResult deliver(Notice notice) {
    if (first == null) {
      first = time.instant();
    }
    delivered++;
    return DeliveryResult.delivered();
  }

  /** How many notices were delivered. */
  synchronized int delivered() {
    return delivered;
  }

  /** When the first one was; null while there was none. */
  synchronized @Nullable Instant first() {
    return first;
  }
}
