package io.ispmonitor.capacity;

import static io.ispmonitor.capacity.SeasonalTrendTest.MONDAY;
import static io.ispmonitor.capacity.SeasonalTrendTest.days;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.capacity.Forecast.InDays;
import io.ispmonitor.capacity.Forecast.NotAtThisPace;
import io.ispmonitor.capacity.Forecast.Reached;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ExtrapolationTest {
  private static final long TODAY = MONDAY.plusDays(56).toEpochDay();

  private static Forecast rising(double perDay, double limit) {
    SeasonalTrend trend = SeasonalTrend.through(days(56, i -> 100 + perDay * i));
    return Extrapolation.of(trend, limit, true, TODAY);
  }

  @Test
  @DisplayName("a straight line meets its limit on the day that school arithmetic says")
  void line() {
    InDays in = assertInstanceOf(InDays.class, rising(1, 200));
    assertEquals(44, in.days(), 1e-9, "100 + 56 + 44 = 200");
    assertEquals(44, in.soonest(), 1e-9);
    assertEquals(44, in.latest().orElseThrow(), 1e-9);
    assertEquals(Confidence.HIGH, in.confidence());
  }

  @Test
  @DisplayName("what falls meets a lower limit as what rises meets its mirror")
  void mirror() {
    SeasonalTrend falls = SeasonalTrend.through(days(56, i -> -100 - i - (i % 7 == 3 ? 5 : 0)));
    SeasonalTrend rises = SeasonalTrend.through(days(56, i -> 100 + i + (i % 7 == 3 ? 5 : 0)));
    assertEquals(
        Extrapolation.of(rises, 200, true, TODAY), Extrapolation.of(falls, -200, false, TODAY));
    assertEquals(
        Extrapolation.at(rises, true, TODAY), -Extrapolation.at(falls, false, TODAY), 1e-9);
  }

  @Test
  @DisplayName("the weekday that is nearest to the limit is the one that meets it")
  void weekday() {
    SeasonalTrend trend = SeasonalTrend.through(days(56, i -> 100 + i + (i % 7 == 6 ? 30 : 0)));
    InDays in = (InDays) Extrapolation.of(trend, 200, true, TODAY);
    assertEquals(14, in.days(), 1e-9);
  }

  @Test
  @DisplayName("what is there already is reached, and what stands still or falls never comes")
  void ends() {
    assertEquals(new Reached(Confidence.HIGH), rising(1, 150));
    assertEquals(new NotAtThisPace(OptionalDouble.empty(), Confidence.HIGH), rising(0, 150));
    assertInstanceOf(NotAtThisPace.class, rising(-1, 150));
    assertInstanceOf(NotAtThisPace.class, rising(0.01, 150), "in 14 years");
  }

  @Test
  @DisplayName("soonest, forecast and latest are in their order, and none is NaN, whatever comes")
  void order() {
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 2_000; round++) {
      double noise = Math.exp(random.nextDouble(-5, 5));
      double slope = random.nextDouble(-1, 1);
      int number = random.nextInt(14, 60);
      SeasonalTrend trend =
          SeasonalTrend.through(days(number, i -> slope * i + noise * random.nextGaussian()));
      Forecast forecast =
          Extrapolation.of(trend, random.nextDouble(-50, 150), random.nextBoolean(), TODAY);
      if (forecast instanceof InDays in) {
        assertTrue(in.soonest() >= 0 && in.soonest() <= in.days(), forecast::toString);
        assertTrue(in.days() <= Forecast.HORIZON_DAYS && in.days() > 0, forecast::toString);
        assertTrue(in.latest().isEmpty() || in.latest().getAsDouble() >= in.days());
        assertFalse(in.confidence() == Confidence.HIGH && in.latest().isEmpty());
      }
    }
  }

  @Test
  @DisplayName("what is reached only if the slope is as it seems is not reached for sure")
  void unsureSlope() {
    List<Double> levels = Collections.nCopies(7, 100.0);
    double middle = TODAY - 28;
    SeasonalTrend unsure = new SeasonalTrend(1, 0.1, 1.9, middle, levels, 2, 56);
    SeasonalTrend sure = new SeasonalTrend(1, 0.9, 1.1, middle, levels, 2, 56);
    assertEquals(
        new Reached(Confidence.MEDIUM),
        Extrapolation.of(unsure, 120, true, TODAY),
        "128 - 2 is beyond it, 100 - 2 + 2.8 is not");
    assertEquals(new Reached(Confidence.HIGH), Extrapolation.of(sure, 120, true, TODAY));
    SeasonalTrend falls = new SeasonalTrend(-1, -1.9, -0.1, middle, levels, 2, 56);
    assertEquals(new Reached(Confidence.MEDIUM), Extrapolation.of(falls, 80, false, TODAY));
  }

  @Test
  @DisplayName(
      "with fewer than four weeks confidence is low: a step near an end looks like a trend")
  void shortHistory() {
    SeasonalTrend rises = SeasonalTrend.through(days(27, i -> 100 + i));
    long then = MONDAY.plusDays(27).toEpochDay();
    assertEquals(Confidence.LOW, ((InDays) Extrapolation.of(rises, 200, true, then)).confidence());
    assertEquals(
        Confidence.LOW, ((NotAtThisPace) Extrapolation.of(rises, 0, false, then)).confidence());
  }
}
