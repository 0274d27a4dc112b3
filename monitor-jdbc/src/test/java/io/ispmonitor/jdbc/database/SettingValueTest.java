package io.ispmonitor.jdbc.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingValueTest {

  @ParameterizedTest
  @DisplayName("a value in its unit becomes bytes or milliseconds, and words of a person")
  @CsvSource({
    "16384, 8kB, 134217728, 128MB",
    "524288, 8kB, 4294967296, 4GB",
    "1024, MB, 1073741824, 1GB",
    "100, kB, 102400, 100kB",
    "300, s, 300000, 5min",
    "5400, s, 5400000, 90min",
    "250, ms, 250, 250ms",
    "0, ms, 0, 0",
    "-1, kB, -1024, -1",
    "0.9, '', 0.9, 0.9",
    "1e-3, '', 0.001, 1e-3",
  })
  void units(String setting, String unit, double number, String words) {
    assertEquals(number, SettingValue.number(setting, unit).orElseThrow(), 1e-9);
    assertEquals(words, SettingValue.words(setting, unit));
  }

  @Test
  @DisplayName("a unit of its own counts, whatever the setting is in")
  void own() {
    assertEquals(2L << 30, SettingValue.number("2GB", "8kB").orElseThrow());
    assertEquals(900_000, SettingValue.number("15min", "s").orElseThrow());
  }

  @Test
  @DisplayName("what is no number, or in no unit that is known, is none")
  void none() {
    assertTrue(SettingValue.number("on", "").isEmpty());
    assertTrue(SettingValue.number("5", "parsec").isEmpty());
    assertEquals("on", SettingValue.words("on", ""));
  }
}
