package io.ispmonitor.reachability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DowntimeModelTest {

  @ParameterizedTest(name = "age {0}, usually every {1} s: every {2} s")
  @CsvSource({
    "PT0S, 30, 10",
    "PT4M59.999S, 30, 10",
    "PT5M, 30, 30",
    "PT11H59M59S, 30, 30",
    "PT12H, 30, 300",
    "PT119H59M59S, 30, 300",
    "PT120H, 30, 3600",
    "PT10000H, 30, 3600",
    "PT0S, 5, 5",
    "PT5M, 5, 30",
    "PT0S, 300, 10",
    "PT5M, 300, 30",
    "PT12H, 600, 300"
  })
  @DisplayName("the first phase that the age is under holds")
  void phases(Duration age, long usual, long seconds) {
    long nanos =
        DowntimeModel.defaults()
            .intervalNanosAt(age.toNanos(), Duration.ofSeconds(usual).toNanos());
    assertEquals(Duration.ofSeconds(seconds), Duration.ofNanos(nanos));
  }

  @Test
  @DisplayName("an outage whose beginning is yet to come, by the clock, is a new one")
  void negativeAge() {
    assertEquals(10_000_000_000L, DowntimeModel.defaults().intervalNanosAt(-1, 30_000_000_000L));
  }

  @Test
  @DisplayName("a model changes nothing of the one it was made from")
  void immutable() {
    DowntimeModel one = DowntimeModel.every(Duration.ofSeconds(10));
    DowntimeModel two = one.until(Duration.ofMinutes(1)).thenEvery(Duration.ofMinutes(1));
    assertEquals("every PT10S", one.toString());
    assertEquals("every PT10S until PT1M, every PT1M", two.toString());
  }

  @Test
  @DisplayName("what makes no sense is refused with a sentence")
  void refused() {
    DowntimeModel model = DowntimeModel.every(Duration.ofSeconds(10));
    refused(() -> DowntimeModel.every(Duration.ofMillis(999)), "PT0.999S");
    refused(() -> DowntimeModel.every(Duration.ofDays(8)), "PT192H");
    refused(() -> DowntimeModel.every(Duration.ofSeconds(-1)), "PT-1S");
    refused(() -> model.until(Duration.ZERO), "PT0S");
    refused(() -> model.until(Duration.ofSeconds(Long.MAX_VALUE)), "leave out");
    refused(() -> model.until(Duration.ofSeconds(Long.MIN_VALUE)), "must end after");
    DowntimeModel two = model.until(Duration.ofMinutes(5)).thenEvery(Duration.ofSeconds(30));
    refused(() -> two.until(Duration.ofMinutes(5)), "PT5M");
    refused(() -> two.until(Duration.ofMinutes(6)).thenEvery(Duration.ZERO), "PT0S");
  }

  private static void refused(Runnable made, String names) {
    String said =
        String.valueOf(assertThrows(IllegalArgumentException.class, made::run).getMessage());
    assertTrue(said.startsWith("downtime model: ") && said.contains(names), said);
  }
}
