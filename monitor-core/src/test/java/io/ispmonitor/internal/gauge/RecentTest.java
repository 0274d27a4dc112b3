package io.ispmonitor.internal.gauge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.internal.path.SetTime;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RecentTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final SetTime time = new SetTime();
  private final Recent recent = new Recent(time);
  private long total;
  private final Tally tally = recent.tally(() -> total);

  /** Lets seconds pass, with a look in each. */
  private void seconds(int count) {
    for (int i = 0; i < count; i++) {
      time.now += SECOND;
      recent.look();
    }
  }

  @Test
  @DisplayName("at the beginning all of a total is recent")
  void beginning() {
    total = 3;
    assertEquals(3, tally.recent());
    seconds(299);
    assertEquals(3, tally.recent());
    assertEquals("3 in the last 5 min, 3 in all", tally.words());
  }

  @Test
  @DisplayName("what was counted stays recent for five minutes, and for ten seconds more at most")
  void goesAway() {
    seconds(1_000);
    total = 7;
    seconds(300);
    assertEquals(7, tally.recent());
    seconds(10);
    assertEquals(0, tally.recent());
    assertEquals(7, tally.total());
  }

  @Test
  @DisplayName("in a steady stream five minutes of it are recent, however long it goes on")
  void steady() {
    for (int i = 0; i < 5_000; i++) {
      total++;
      seconds(1);
      long expected = Math.min(i + 1, 300);
      assertTrue(
          tally.recent() >= expected && tally.recent() <= expected + 10, i + ": " + tally.recent());
    }
  }

  @Test
  @DisplayName("when nobody looks for an hour, nothing recent is left out")
  void pause() {
    seconds(1_000);
    total = 7;
    time.now += 3_600 * SECOND;
    assertEquals(7, tally.recent());
    recent.look();
    assertEquals(7, tally.recent(), "it may have been just now");
    seconds(300);
    assertEquals(0, tally.recent());
  }

  @Test
  @DisplayName("all of a total that is followed late is recent at first")
  void late() {
    seconds(1_000);
    Tally fromZero = recent.tally(() -> 100 + total);
    total = 5;
    assertEquals(105, fromZero.recent());
    seconds(310);
    assertEquals(0, fromZero.recent());
  }

  @Test
  @DisplayName("the greatest value is that of the last five minutes")
  void peak() {
    Peak peak = recent.follow(new Peak());
    assertEquals(Peak.NOTHING, peak.recent(recent));
    seconds(500);
    peak.note(9);
    seconds(100);
    peak.note(4);
    assertEquals(9, peak.recent(recent));
    seconds(210);
    assertEquals(4, peak.recent(recent));
    seconds(100);
    assertEquals(Peak.NOTHING, peak.recent(recent));
  }

  @Test
  @DisplayName("durations are in the bucket whose bound they do not exceed")
  void timings() {
    Timings timings = new Timings();
    for (long micros : new long[] {-5, 0, 100, 101, 1_000, 5_000_000, 5_000_001}) {
      timings.record(micros * 1_000);
    }
    long[] counts = timings.counts();
    assertEquals(Timings.bounds().size() + 1, counts.length);
    assertEquals(3, counts[0], "up to 0.1 ms, and what cannot be");
    assertEquals(2, counts[1], "up to 1 ms");
    assertEquals(1, counts[counts.length - 2], "up to 5 s");
    assertEquals(1, counts[counts.length - 1], "beyond");
    assertEquals(Duration.ofNanos(10_001_202_000L), timings.sum());
  }
}
