package io.ispmonitor.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.capacity.FailureForecast.Level;
import io.ispmonitor.device.Device;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.rollup.Rollup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private static final int DAYS = 120;
  private static final SeriesKey UPTIME = SeriesKey.of("tower", "device.uptime");
  private static final SeriesKey SIGNAL = SeriesKey.of("tower", "wireless.signal", "w1");
  private final SmallNetwork network = SmallNetwork.ofTower();

  /** The uptime in an hour of a device that restarts in the middle of these hours. */
  private static double uptime(Set<Integer> restarts, int hour) {
    int last = -5_000;
    for (int restart : restarts) {
      last = restart < hour ? restart : last;
    }
    return 3_600.0 * (hour - last) - 1_800;
  }

  private void restarts(SeriesKey key, Integer... hours) {
    Set<Integer> restarts = new TreeSet<>(List.of(hours));
    network.hourly(key, DAYS, (day, hour) -> uptime(restarts, 24 * day + hour));
  }

  private FailureForecast forecast() {
    return network.report(DAYS).failures().get(0);
  }

  private static int day(int day) {
    return 24 * day + 3;
  }

  @Test
  @DisplayName("a device that restarts more often than it ever did is on its way out")
  void more() {
    restarts(UPTIME, day(20), day(107), day(109), day(112), day(115), day(118));
    FailureForecast forecast = forecast();
    assertEquals(Level.WARNING, forecast.level(), forecast::words);
    assertEquals(new RestartHistory(5, 14, 1, DAYS - 14, 0), forecast.restarts().orElseThrow());
    assertTrue(
        forecast
            .words()
            .startsWith(
                "restarted 5 times in the last 14 days and once in the 106 days before that it was"
                    + " heard in, which chance does in 0.012 of a hundred cases"),
        forecast::words);
  }

  @Test
  @DisplayName("one that always restarted so often, or twice of late, is none")
  void asEver() {
    Integer[] weekly = new Integer[17];
    Arrays.setAll(weekly, week -> day(7 * week + 1));
    restarts(UPTIME, weekly);
    assertEquals(Level.NONE, forecast().level(), forecast()::words);
    SmallNetwork twice = SmallNetwork.ofTower();
    Set<Integer> restarts = Set.of(day(110), day(115));
    twice.hourly(UPTIME, DAYS, (day, hour) -> uptime(new TreeSet<>(restarts), 24 * day + hour));
    assertEquals(Level.NONE, twice.report(DAYS).failures().get(0).level());
  }

  @Test
  @DisplayName("restarts that the parent had too are its power and not the device's end")
  void withParent() {
    network.inventory.add(Device.named("radio").parent("tower").build());
    Integer[] at = {day(107), day(109), day(112), day(115), day(118)};
    restarts(UPTIME, at);
    restarts(SeriesKey.of("radio", "device.uptime"), at);
    List<FailureForecast> failures = network.report(DAYS).failures();
    assertEquals("tower", failures.get(0).device());
    assertEquals(Level.WARNING, failures.get(0).level());
    assertEquals("radio", failures.get(1).device());
    assertEquals(Level.NONE, failures.get(1).level());
    assertTrue(failures.get(1).words().contains("not counting 5 times together with a parent"));
  }

  @Test
  @DisplayName("of a device that is new there is not enough data")
  void young() {
    network.hourly(
        UPTIME, DAYS, (day, hour) -> day < 100 ? Double.NaN : 3_600.0 * (24 * day + hour));
    assertEquals(Level.NOT_ENOUGH_DATA, forecast().level());
    assertTrue(forecast().words().endsWith("not enough data to compare"), forecast()::words);
  }

  @Test
  @DisplayName(
      "a signal that sinks is watched, a warning when it ends soon, critical with restarts")
  void signal() {
    network.hourly(SIGNAL, DAYS, (day, hour) -> -50 - 0.1 * day - hour % 3);
    assertEquals(Level.WATCH, forecast().level(), forecast()::words);
    assertTrue(forecast().words().startsWith("its uptime is not known; signal of w1: "));

    SmallNetwork soon = SmallNetwork.ofTower();
    soon.hourly(SIGNAL, DAYS, (day, hour) -> -60 - 0.1 * day - hour % 3);
    assertEquals(Level.WARNING, soon.report(DAYS).failures().get(0).level());

    Set<Integer> restarts = new TreeSet<>(List.of(day(107), day(109), day(112), day(118)));
    soon.hourly(UPTIME, DAYS, (day, hour) -> uptime(restarts, 24 * day + hour));
    assertEquals(Level.CRITICAL, soon.report(DAYS).failures().get(0).level());
  }

  @Test
  @DisplayName("a restart counts once, wherever in its hour, and a counter that goes round is none")
  void count() {
    SplittableRandom random = new SplittableRandom(9);
    for (int round = 0; round < 200; round++) {
      List<Long> restarts = new ArrayList<>();
      for (long at = 20_000; at < 3_000_000; at += 15_000 + random.nextInt(500_000)) {
        restarts.add(at);
      }
      assertEquals(restarts.size(), RestartCount.of(hours(restarts, 3_100_000)).size());
    }
    assertEquals(
        List.of(), RestartCount.of(List.of(hour(0, 42_949_000, 42_949_100), hour(1, 5, 99))));
    assertEquals(
        List.of(),
        RestartCount.of(List.of(hour(0, 900_000, 903_600), hour(1, 800_000, 803_600))),
        "a clock that was set is no restart: what began since cannot be older");
  }

  /** Hours of a device that is asked every five minutes. */
  private static List<Rollup> hours(List<Long> restarts, long seconds) {
    List<Rollup> hours = new ArrayList<>();
    for (long begin = 0; begin < seconds; begin += 3_600) {
      double min = Double.MAX_VALUE;
      double max = 0;
      for (long at = begin; at < begin + 3_600; at += 300) {
        long last = -1_000_000;
        for (long restart : restarts) {
          last = restart <= at ? restart : last;
        }
        min = Math.min(min, (double) (at - last));
        max = Math.max(max, (double) (at - last));
      }
      hours.add(hour(begin / 3_600, min, max));
    }
    return hours;
  }

  private static Rollup hour(long number, double min, double max) {
    Instant begin = Instant.ofEpochSecond(3_600 * number);
    return new Rollup(begin, begin.plusSeconds(3_600), 12, min, (min + max) / 2, max, max);
  }

  @Test
  @DisplayName("the chance is that of the binomial distribution, summed by hand")
  void chance() {
    assertEquals(5 / 32.0 + 1 / 32.0, Binomial.atLeast(4, 5, 0.5), 1e-12);
    assertEquals(1, Binomial.atLeast(0, 9, 0.3), 1e-12);
    assertEquals(Math.pow(0.1, 6), Binomial.atLeast(6, 6, 0.1), 1e-18);
    assertEquals(1, Binomial.atLeast(1, 100_000, 0.5), 1e-9);
    assertEquals(1, new RestartHistory(0, 14, 0, 100, 0).chance());
    assertEquals(1, new RestartHistory(9, 14, 0, 0, 0).chance());
    assertEquals(Math.pow(0.1, 3), new RestartHistory(3, 10, 0, 90, 0).chance(), 1e-12);
  }
}
