package io.ispmonitor.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SeasonalTrendTest {
  static final LocalDate MONDAY = LocalDate.parse("2026-03-02");

  private final SplittableRandom random = new SplittableRandom(7);

  /** Days from a Monday on. */
  static List<DayFigure> days(int number, IntToDoubleFunction value) {
    return IntStream.range(0, number)
        .mapToObj(i -> new DayFigure(MONDAY.plusDays(i), 24, value.applyAsDouble(i)))
        .toList();
  }

  private List<DayFigure> noisy(int number, double slope) {
    double[] weekday = random.doubles(7, 0, 30).toArray();
    return days(number, i -> 100 + slope * i + weekday[i % 7] + random.nextGaussian());
  }

  @Test
  @DisplayName(
      "without noise slope and weekdays are found to the last bits, and the interval is one")
  void exact() {
    double[] weekday = {0, 1, 2, 3, 4, 40, -20};
    SeasonalTrend trend = SeasonalTrend.through(days(56, i -> 100 + 0.5 * i + weekday[i % 7]));
    assertEquals(0.5, trend.perDay(), 1e-12);
    assertEquals(0.5, trend.least(), 1e-12);
    assertEquals(0.5, trend.most(), 1e-12);
    assertEquals(0, trend.margin(), 1e-9);
    double middle = 100 + 0.5 * (trend.middle() - MONDAY.toEpochDay());
    assertEquals(middle + 40, Collections.max(trend.levels()), 1e-9);
  }

  @Test
  @DisplayName("slope and bounds are those of all pairs a plain loop finds, by nearest order")
  void plain() {
    for (int round = 0; round < 20; round++) {
      List<DayFigure> days = new ArrayList<>(noisy(56, random.nextDouble(-1, 1)));
      days.removeIf(day -> random.nextInt(5) == 0);
      List<Double> slopes = new ArrayList<>();
      for (DayFigure a : days) {
        for (DayFigure b : days) {
          boolean isWeekly = a.day().getDayOfWeek() == b.day().getDayOfWeek();
          if (isWeekly && a.day().isBefore(b.day())) {
            double apart = b.day().toEpochDay() - a.day().toEpochDay();
            slopes.add((b.value() - a.value()) / apart);
          }
        }
      }
      Collections.sort(slopes);
      int size = slopes.size();
      double median = (slopes.get((size - 1) / 2) + slopes.get(size / 2)) / 2;
      SeasonalTrend trend = SeasonalTrend.through(days);
      assertEquals(median, trend.perDay(), 1e-12);
      int below = slopes.indexOf(trend.least());
      assertTrue(below >= 0 && below < size / 2);
      assertEquals(slopes.get(size - 1 - below), trend.most(), "as far from the other end");
    }
  }

  @Test
  @DisplayName("the variance of S is that of all orders of a few values")
  void variance() {
    double sum = 0;
    List<int[]> orders = orders(5);
    for (int[] order : orders) {
      int s = 0;
      for (int i = 0; i < order.length; i++) {
        for (int j = i + 1; j < order.length; j++) {
          s += Integer.signum(order[j] - order[i]);
        }
      }
      sum += s * s;
    }
    long[] mondays = LongStream.range(0, 5).map(i -> 7 * i).toArray();
    assertEquals(sum / orders.size(), SeasonalTrend.variance(mondays), 1e-9);
    long[] twoWeekdays = LongStream.range(0, 10).map(i -> 7 * (i / 2) + i % 2).toArray();
    assertEquals(2 * sum / orders.size(), SeasonalTrend.variance(twoWeekdays), 1e-9);
  }

  private static List<int[]> orders(int size) {
    if (size == 0) {
      return List.of(new int[0]);
    }
    List<int[]> orders = new ArrayList<>();
    for (int[] shorter : orders(size - 1)) {
      for (int at = 0; at < size; at++) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
          order[i] = i < at ? shorter[i] : i == at ? size : shorter[i - 1];
        }
        orders.add(order);
      }
    }
    return orders;
  }

  @Test
  @DisplayName("of two weeks the interval is all seven slopes, which is wrong 2 times in 2^7")
  void twoWeeks() {
    SeasonalTrend trend = SeasonalTrend.through(days(14, i -> i + 2 * (i % 2) + (i > 10 ? 1 : 0)));
    assertEquals(5 / 7.0, trend.least(), 1e-12);
    assertEquals(10 / 7.0, trend.most(), 1e-12);
  }

  @Test
  @DisplayName("the interval holds the true slope about as often as it says, also of days alike")
  void coverage() {
    assertTrue(covered(0) >= 185, "independent days");
    assertTrue(covered(0.5) >= 170, "days half like the day before");
  }

  private int covered(double alike) {
    int covered = 0;
    for (int round = 0; round < 200; round++) {
      double[] noise = new double[56];
      for (int i = 0; i < noise.length; i++) {
        noise[i] = (i == 0 ? 0 : alike * noise[i - 1]) + random.nextGaussian();
      }
      SeasonalTrend trend = SeasonalTrend.through(days(56, i -> 0.2 * i + noise[i]));
      covered += trend.least() <= 0.2 && 0.2 <= trend.most() ? 1 : 0;
    }
    return covered;
  }

  @Test
  @DisplayName(
      "what is shifted and scaled has a trend that is scaled, and what falls is its mirror")
  void shiftAndScale() {
    List<DayFigure> days = noisy(50, 0.3);
    SeasonalTrend trend = SeasonalTrend.through(days);
    for (double factor : new double[] {1e-6, 3, 1e9, -2}) {
      SeasonalTrend scaled =
          SeasonalTrend.through(
              days.stream()
                  .map(day -> new DayFigure(day.day(), 24, factor * (day.value() + 1_000)))
                  .toList());
      double close = 1e-6 * Math.abs(factor);
      assertEquals(factor * trend.perDay(), scaled.perDay(), close);
      double least = factor > 0 ? trend.least() : trend.most();
      assertEquals(factor * least, scaled.least(), close);
      assertEquals(Math.abs(factor) * trend.margin(), scaled.margin(), 1e-6 * Math.abs(factor));
    }
  }

  @Test
  @DisplayName("a day of an attack, and a week of them, hardly move the trend")
  void outliers() {
    List<DayFigure> days = new ArrayList<>(noisy(56, 0.5));
    double before = SeasonalTrend.through(days).perDay();
    for (int i : new int[] {3, 20, 21, 22, 48, 55}) {
      days.set(i, new DayFigure(days.get(i).day(), 24, 1e12));
    }
    SeasonalTrend trend = SeasonalTrend.through(days);
    assertEquals(before, trend.perDay(), 0.1);
    for (double level : trend.levels()) {
      assertTrue(level < 200, () -> "level " + level);
    }
  }

  @Test
  @DisplayName("a constant has no trend, and nothing of it is no number")
  void constant() {
    for (double value : new double[] {0, -48, 1e18}) {
      SeasonalTrend trend = SeasonalTrend.through(days(30, i -> value));
      assertEquals(0, trend.perDay());
      assertEquals(0, trend.least());
      assertEquals(0, trend.most());
      assertEquals(0, trend.margin());
      for (double level : trend.levels()) {
        assertEquals(value, level);
      }
    }
  }
}
