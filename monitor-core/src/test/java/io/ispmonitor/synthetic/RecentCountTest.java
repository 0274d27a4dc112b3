package io.ispmonitor.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.Wakeup;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RecentCountTest {
  private final HandSetTime time = new HandSetTime();
  private final RecentCount count = new RecentCount(time);

  private void pass(Duration passed) {
    time.nanos += passed.toNanos();
  }

  @Test
  @DisplayName("what is counted is recent for five minutes, however often that is read")
  void recent() {
    assertEquals("0 in the last 5 min, 0 in all", count.words());
    count.increment();
    pass(Duration.ofMinutes(4));
    count.increment();
    assertEquals("2 in the last 5 min, 2 in all", count.words());
    assertEquals("2 in the last 5 min, 2 in all", count.words());
    pass(Duration.ofMinutes(1));
    assertEquals("1 in the last 5 min, 2 in all", count.words());
    pass(Duration.ofMinutes(4));
    assertEquals("0 in the last 5 min, 2 in all", count.words());
  }

  @Test
  @DisplayName("a count of long ago is forgotten, where the next one takes its place too")
  void longAgo() {
    count.increment();
    pass(Duration.ofDays(30));
    assertEquals(0, count.recent());
    count.increment();
    assertEquals("1 in the last 5 min, 2 in all", count.words());
  }

  private static final class HandSetTime implements TimeSource {
    private long nanos = Long.MAX_VALUE - 1;

    @Override
    public Instant instant() {
      return Instant.EPOCH;
    }

    @Override
    public long nanoTime() {
      return nanos;
    }

    @Override
    public Wakeup drive(String name, Step step, ThreadFactory threads) {
      throw new UnsupportedOperationException("nothing is driven here");
    }
  }
}
