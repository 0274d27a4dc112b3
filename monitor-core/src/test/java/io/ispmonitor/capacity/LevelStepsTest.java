package io.ispmonitor.capacity;

import static io.ispmonitor.capacity.SeasonalTrendTest.MONDAY;
import static io.ispmonitor.capacity.SeasonalTrendTest.days;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LevelStepsTest {
  private final SplittableRandom random = new SplittableRandom(11);

  private double weekly(int day) {
    return (day % 7 >= 5 ? 25 : 0) + 3 * random.nextGaussian();
  }

  @Test
  @DisplayName(
      "a step up or down is found at its day, within a day of noise, and the newest of two")
  void steps() {
    for (int round = 0; round < 20; round++) {
      int at = random.nextInt(15, 45);
      double step = (round % 2 == 0 ? 1 : -1) * 60;
      Optional<LocalDate> found =
          LevelSteps.newest(days(60, i -> 100 + weekly(i) + (i < at ? 0 : step)), 5);
      long off = found.orElseThrow().toEpochDay() - MONDAY.plusDays(at).toEpochDay();
      assertTrue(Math.abs(off) <= 1, () -> "off by " + off);
    }
    assertEquals(
        Optional.of(MONDAY.plusDays(42)),
        LevelSteps.newest(days(60, i -> i < 20 ? 100 : i < 42 ? 200 : 150), 5));
  }

  @Test
  @DisplayName("trends, weekends, wild days and noise are no steps")
  void noSteps() {
    int found = 0;
    for (int round = 0; round < 100; round++) {
      double slope = random.nextDouble(-2, 2);
      List<DayFigure> days = new ArrayList<>(days(56, i -> 100 + slope * i + weekly(i)));
      days.set(30, new DayFigure(days.get(30).day(), 24, 1e9));
      days.removeIf(day -> random.nextInt(12) == 0);
      found += LevelSteps.newest(days, 5).isPresent() ? 1 : 0;
    }
    assertTrue(found <= 2, "found " + found + " of 100");
    assertEquals(Optional.empty(), LevelSteps.newest(days(56, i -> i), 0.1));
    assertEquals(Optional.empty(), LevelSteps.newest(days(56, i -> Math.exp(i / 40.0)), 0.1));
    assertEquals(Optional.empty(), LevelSteps.newest(days(56, i -> 7), 0));
  }

  @Test
  @DisplayName("a few days are no level: neither new ones nor all there are")
  void few() {
    assertEquals(Optional.empty(), LevelSteps.newest(List.of(), 1));
    assertEquals(Optional.empty(), LevelSteps.newest(days(5, i -> i), 1));
    assertEquals(Optional.empty(), LevelSteps.newest(days(56, i -> i < 53 ? 10 : 90), 1));
  }

  @Test
  @DisplayName("in three or four weeks a step is found at its day, with noise within a day of it")
  void shortHistory() {
    for (int number = 20; number <= 28; number++) {
      for (int at = 8; at <= number - 8; at++) {
        int day = at;
        String which = number + " days, step at " + at;
        assertEquals(
            Optional.of(MONDAY.plusDays(at)),
            LevelSteps.newest(days(number, i -> i < day ? 100 : 600), 5),
            which);
        Optional<LocalDate> found =
            LevelSteps.newest(days(number, i -> (i < day ? 100 : 600) + weekly(i)), 5);
        long off = found.orElseThrow().toEpochDay() - MONDAY.plusDays(at).toEpochDay();
        assertTrue(Math.abs(off) <= 1, () -> which + ", off by " + off);
      }
    }
  }

  @Test
  @DisplayName("in three or four weeks trends, weekends and noise are no steps")
  void noShortSteps() {
    int found = 0;
    for (int round = 0; round < 200; round++) {
      double slope = random.nextDouble(-20, 20);
      int number = random.nextInt(14, 29);
      found +=
          LevelSteps.newest(days(number, i -> 100 + slope * i + weekly(i)), 5).isPresent() ? 1 : 0;
    }
    assertTrue(found <= 4, "found " + found + " of 200");
    assertEquals(Optional.empty(), LevelSteps.newest(days(20, i -> 71 * i), 0.1));
  }
}
