package io.ispmonitor.snmp.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.ispmonitor.snmp.collector.AgentClock.Passage;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AgentClockTest {
  private static final long TURN = 1L << 32;

  private final AgentClock clock = new AgentClock(true);
  private long nanos = 1;

  private Passage after(double seconds, long ticks) {
    nanos += (long) (seconds * 1e9);
    return clock.read(ticks, nanos);
  }

  @Test
  @DisplayName("time that goes by as ours does is believed, with some delay of the network")
  void running() {
    assertSame(Passage.FIRST, after(0, 500_000));
    assertSame(Passage.RUNNING, after(60, 506_000));
    assertSame(Passage.RUNNING, after(60, 511_800));
    assertEquals(511_800, clock.stamp(511_800, nanos));
  }

  @Test
  @DisplayName("an agent whose time is shorter than ours since the last reading has restarted")
  void restarted() {
    after(0, 500_000);
    assertSame(Passage.RESTARTED, after(60, 2_000));
    assertSame(Passage.RUNNING, after(60, 8_000));
    assertSame(
        Passage.RESTARTED, after(3_600, 180_000)); // up for longer than when it was read last
  }

  @Test
  @DisplayName("after 497 days the time goes round, which is no restart")
  void goesRound() {
    after(0, TURN - 3_000);
    assertSame(Passage.RUNNING, after(60, 3_000));
  }

  @Test
  @DisplayName("a clock that stands still or runs wild is not believed after three readings")
  void disbelieved() {
    after(0, 500_000);
    assertNotEquals(Passage.RUNNING, after(60, 500_000));
    assertNotEquals(Passage.RUNNING, after(60, 500_000));
    assertSame(Passage.DISBELIEVED, after(60, 500_000));
    assertSame(Passage.RUNNING, after(60, 500_000));
    int before = clock.stamp(500_000, nanos);
    after(60, 500_000);
    assertEquals(60, AgentClock.seconds(before, clock.stamp(500_000, nanos)));
  }

  @Test
  @DisplayName("a clock that is right ten times in a row is believed again")
  void believedAgain() {
    after(0, 500_000);
    for (int i = 0; i < 3; i++) {
      after(60, 500_000);
    }
    long ticks = 900_000;
    after(60, ticks);
    for (int i = 0; i < 9; i++) {
      ticks += 6_000;
      assertSame(Passage.RUNNING, after(60, ticks));
    }
    ticks += 6_000;
    assertSame(Passage.DOUBTFUL, after(60, ticks)); // what was read by our time is of no use now
    assertEquals(ticks, clock.stamp(ticks, nanos));
  }

  @Test
  @DisplayName("a device known to have a wrong clock is never believed")
  void neverBelieved() {
    AgentClock wrong = new AgentClock(false);
    long now = 0;
    for (int i = 0; i < 30; i++) {
      now += Duration.ofMinutes(1).toNanos();
      wrong.read(6_000L * i, now);
    }
    assertEquals(now / 10_000_000, wrong.stamp(6_000, now));
  }
}
