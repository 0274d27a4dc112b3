package io.ispmonitor.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LocalHoursTest {
  private static final List<String> ZONES =
      List.of(
          "UTC",
          "Europe/Berlin",
          "America/New_York",
          "Australia/Lord_Howe",
          "Asia/Kolkata",
          "Africa/Casablanca",
          "Pacific/Apia");

  @Test
  @DisplayName("hour and day are those of java.time, in any zone, from 1970 to 2100")
  void likeJavaTime() {
    Instant end = Instant.parse("2100-12-31T00:00:00Z");
    for (String zone : ZONES) {
      LocalHours hours = new LocalHours(ZoneId.of(zone));
      Random random = new Random(1);
      for (int i = 0; i < 20_000; i++) {
        long second = (long) (random.nextDouble() * end.getEpochSecond());
        same(hours, Instant.ofEpochSecond(second), ZoneId.of(zone));
      }
    }
  }

  @Test
  @DisplayName("to the second, where daylight saving begins and ends")
  void daylightSaving() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    LocalHours hours = new LocalHours(berlin);
    for (String change : List.of("2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z")) {
      for (int second = -2; second <= 2; second++) {
        same(hours, Instant.parse(change).plusSeconds(second), berlin);
      }
    }
  }

  private static void same(LocalHours hours, Instant at, ZoneId zone) {
    ZonedDateTime local = at.atZone(zone);
    long nanos = at.getEpochSecond() * 1_000_000_000L;
    double expected = local.toLocalTime().toSecondOfDay() / 3600.0;
    assertEquals(expected, hours.hourOfDay(nanos), 1e-9, () -> local.toString());
    assertEquals(
        local.getDayOfWeek().getValue() - 1, hours.dayOfWeek(nanos), () -> local.toString());
  }

  @Test
  @DisplayName("times before 1970, after 2100 and at the ends of time have hours and days too")
  void farAway() {
    LocalHours hours = new LocalHours(ZoneId.of("Europe/Berlin"));
    for (long time : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, -1, 0}) {
      double hour = hours.hourOfDay(time);
      assertTrue(hour >= 0 && hour < 24, () -> time + ": " + hour);
      int day = hours.dayOfWeek(time);
      assertTrue(day >= 0 && day < 7, () -> time + ": " + day);
    }
  }
}
