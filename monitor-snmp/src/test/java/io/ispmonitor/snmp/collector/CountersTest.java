package io.ispmonitor.snmp.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.metric.Gap;
import io.ispmonitor.snmp.SnmpValue;
import io.ispmonitor.snmp.SnmpValue.Counter32;
import io.ispmonitor.snmp.SnmpValue.Counter64;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CountersTest {
  private static final double BITS = 8;
  private static final double GIGABIT = 1e9;
  private static final int MINUTE = 6_000;
  private static final long NARROW = 1L << 32;

  private final Counters counters = new Counters(2);
  private int stamp = 1_000_000;

  private Counters.Rate read(SnmpValue value, double ceiling) {
    stamp += MINUTE;
    return counters.read(1, value, stamp, BITS, ceiling, false);
  }

  @Test
  @DisplayName("a rate is the growth between two readings by the agent's time")
  void rate() {
    assertSame(Gap.FIRST_READING, read(new Counter64(5_000), GIGABIT).gap());
    assertEquals(8_000, read(new Counter64(65_000), GIGABIT).value());
    assertEquals(0, read(new Counter64(65_000), GIGABIT).value());
  }

  @Test
  @DisplayName("a 32-bit counter that went round once is bridged")
  void narrowWrap() {
    assertSame(Gap.FIRST_READING, read(new Counter32(NARROW - 30_000), 100e6).gap());
    assertEquals(8_000, read(new Counter32(30_000), 100e6).value());
  }

  @Test
  @DisplayName("a 64-bit counter that went round is bridged")
  void wideWrap() {
    assertSame(Gap.FIRST_READING, read(new Counter64(-30_000), GIGABIT).gap());
    assertEquals(8_000, read(new Counter64(30_000), GIGABIT).value());
  }

  @Test
  @DisplayName("a counter that began anew is a gap and no spike, also where no speed is known")
  void beganAnew() {
    List<Gap> gaps = new ArrayList<>();
    for (double ceiling : new double[] {GIGABIT, Double.NaN, 0}) {
      counters.forget();
      read(new Counter64(1L << 40), ceiling);
      gaps.add(read(new Counter64(700), ceiling).gap());
      counters.forget();
      read(new Counter32(1_000), Double.NaN);
      gaps.add(read(new Counter32(0), Double.NaN).gap());
    }
    assertEquals(List.of(Gap.RESTARTED), gaps.stream().distinct().toList());
  }

  @Test
  @DisplayName("what the agent says began anew is a gap, even where it would look like a wrap")
  void discontinuity() {
    read(new Counter32(NARROW - 30_000), 100e6);
    stamp += MINUTE;
    Counters.Rate rate = counters.read(1, new Counter32(30_000), stamp, BITS, 100e6, true);
    assertSame(Gap.RESTARTED, rate.gap());
    assertEquals(8_000, read(new Counter32(90_000), 100e6).value());
  }

  @Test
  @DisplayName("after a restart of the agent the next reading is a gap, and then there are rates")
  void restart() {
    read(new Counter64(1_000), GIGABIT);
    counters.restart();
    assertSame(Gap.RESTARTED, read(new Counter64(60_000), GIGABIT).gap());
    assertEquals(8_000, read(new Counter64(120_000), GIGABIT).value());
  }

  @Test
  @DisplayName("there is no rate between readings of two widths")
  void widths() {
    read(new Counter32(1_000), 100e6);
    assertSame(Gap.FIRST_READING, read(new Counter64(61_000), 100e6).gap());
    assertEquals(8_000, read(new Counter64(121_000), 100e6).value());
  }

  @Test
  @DisplayName("a 32-bit counter that a fast link may turn twice in a minute says nothing")
  void ambiguous() {
    read(new Counter32(1_000), GIGABIT);
    assertSame(Gap.AMBIGUOUS, read(new Counter32(61_000), GIGABIT).gap());
    assertEquals(8_000, read(new Counter32(121_000), 100e6).value());
  }

  @Test
  @DisplayName("more than the link can carry is a gap, until it turns out that the speed is wrong")
  void ceiling() {
    long octets = 0;
    List<Gap> gaps = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      octets += 60L * 100_000_000; // 800 Mbit/s over a link of 100
      gaps.add(read(new Counter64(octets), 100e6).gap());
    }
    assertEquals(
        List.of(
            Gap.FIRST_READING,
            Gap.IMPLAUSIBLE,
            Gap.IMPLAUSIBLE,
            Gap.IMPLAUSIBLE,
            Gap.NONE,
            Gap.NONE),
        gaps);
  }

  @Test
  @DisplayName("two readings of one moment make no rate and spoil none")
  void sameMoment() {
    read(new Counter64(1_000), GIGABIT);
    assertTrue(
        Double.isNaN(counters.read(1, new Counter64(2_000), stamp, BITS, GIGABIT, false).value()));
    assertEquals(8_000, read(new Counter64(61_000), GIGABIT).value());
  }

  @Test
  @DisplayName("text in place of a counter is no number, and the next reading is a first one")
  void notANumber() {
    read(new Counter64(1_000), GIGABIT);
    assertSame(Gap.NOT_A_NUMBER, read(SnmpValue.Absent.NULL, GIGABIT).gap());
    assertSame(Gap.FIRST_READING, read(new Counter64(61_000), GIGABIT).gap());
  }

  @Test
  @DisplayName("the agent's time may go round between two readings")
  void stampGoesRound() {
    stamp = -MINUTE - 10;
    read(new Counter64(0), GIGABIT);
    assertEquals(8_000, read(new Counter64(60_000), GIGABIT).value());
  }
}
