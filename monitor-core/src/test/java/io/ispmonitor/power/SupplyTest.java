package io.ispmonitor.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SupplyTest {
  private static final PowerLimits LIMITS = PowerLimits.leadAcid(48);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final double HOUR = 60;

  private final PowerSettings settings =
      new PowerSettings(
          device -> LIMITS,
          "power.voltage",
          instance -> true,
          "ups.source",
          value -> value == 5,
          3,
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          ZoneOffset.UTC);
  private final Supply supply = new Supply(settings, LIMITS);
  private long now;

  private void hear(double... volts) {
    for (double each : volts) {
      now += MINUTE.toNanos();
      supply.take(now, each, settings, LIMITS);
    }
  }

  private void onBattery(Battery battery) {
    hear(54.4, 54.4, 54.4);
    hear(battery.volts(), battery.volts(), battery.volts());
  }

  private void minutes(Battery battery, int minutes) {
    for (int i = 0; i < minutes; i++) {
      hear(battery.passes(MINUTE).volts());
    }
  }

  private Estimate.@Nullable Range hours() {
    Estimate estimate = supply.estimate();
    return estimate == null ? null : estimate.hours();
  }

  @Test
  @DisplayName("a discharge over ten hours is forecast within a fifth from the third hour on")
  void tenHours() {
    for (int seed = 0; seed < 8; seed++) {
      SupplyTest run = new SupplyTest();
      Battery battery = new Battery(seed, 0.05);
      run.onBattery(battery);
      int withoutNumber = 0;
      for (int minute = 1; minute < 10 * HOUR; minute++) {
        run.minutes(battery, 1);
        Estimate.Range range = run.hours();
        if (minute < 3 * HOUR) {
          continue;
        }
        if (range == null) {
          withoutNumber++;
          continue;
        }
        double end = minute / HOUR + range.likely();
        assertEquals(10, end, 2, "of 10 h, seed " + seed + ", minute " + minute + ": " + range);
      }
      assertTrue(withoutNumber < 25, withoutNumber + " minutes without a number, seed " + seed);
    }
  }

  @Test
  @DisplayName("three, two and one hours before the end the range holds the end")
  void rangeHoldsTheEnd() {
    Battery battery = new Battery(7, 0.05);
    onBattery(battery);
    minutes(battery, 6 * 60);
    for (int left = 3; left > 0; left--) {
      minutes(battery, 60);
      Estimate.Range range = hours();
      assertNotNull(range);
      assertTrue(range.earliest() <= left && range.latest() >= left, left + " h: " + range);
    }
  }

  @Test
  @DisplayName("a load that doubles brings the forecast forward within the hour")
  void loadStep() {
    Battery battery = new Battery(3, 0.03);
    onBattery(battery);
    minutes(battery, 4 * 60);
    battery.load(2);
    minutes(battery, 60);
    Estimate.Range range = hours();
    assertNotNull(range);
    assertTrue(range.likely() > 1 && range.likely() < 3.2, "2 h are left: " + range);
  }

  @Test
  @DisplayName("when the sun begins to charge at dawn there is no number any more")
  void dawn() {
    Battery battery = new Battery(5, 0.05);
    onBattery(battery);
    minutes(battery, 6 * 60);
    assertNotNull(hours());
    for (int minute = 1; minute <= 180; minute++) {
      minutes(battery.load(1 - minute / 30.0), 1);
      if (minute > 45) {
        assertNull(hours(), "minute " + minute + " of the morning: " + supply.estimate());
      }
    }
    assertFalse(supply.isEmptySoon());
  }

  @Test
  @DisplayName("noise around one voltage is no discharge")
  void noiseIsNoDischarge() {
    for (int seed = 0; seed < 8; seed++) {
      SupplyTest run = new SupplyTest();
      Random random = new Random(seed);
      run.hear(54.4, 54.4, 54.4);
      int numbers = 0;
      for (int i = 0; i < 600; i++) {
        run.hear(50 + 0.1 * random.nextGaussian());
        numbers += run.hours() == null ? 0 : 1;
      }
      assertTrue(numbers < 30, numbers + " of 600 minutes with a number, seed " + seed);
      assertFalse(run.supply.isEmptySoon());
    }
  }

  @Test
  @DisplayName("no slope before ten readings over ten minutes")
  void notEnough() {
    onBattery(new Battery(1, 0));
    hear(50, 49.9, 49.8, 49.7, 49.6, 49.5, 49.4);
    assertNull(supply.estimate());
    hear(49.3);
    assertNotNull(supply.estimate());
  }

  @Test
  @DisplayName("a single reading never decides, be it 0 V, a jump down or a jump up")
  void singleReading() {
    hear(54.4, 54.4, 54.4);
    hear(44, 54.4, 44, 44, 54.4, 30, 54.4);
    assertEquals(PowerSource.MAINS, supply.source());
    assertFalse(supply.isLow());
    hear(50, 50, 50);
    hear(54.4, 50, 54.4, 54.4, 50);
    assertEquals(PowerSource.BATTERY, supply.source());
  }

  @Test
  @DisplayName("mains are lost as of the first of the readings that confirm it")
  void since() {
    hear(54.4, 54.4, 54.4);
    hear(50);
    long first = now;
    hear(50, 50);
    assertEquals(PowerSource.BATTERY, supply.source());
    assertEquals(first, supply.since());
    hear(54.4, 50);
    assertEquals(first, supply.since());
  }

  @Test
  @DisplayName("low begins below one level and ends at another")
  void low() {
    hear(45.9, 45.9, 45.9);
    assertTrue(supply.isLow());
    hear(47, 48, 49, 47, 48, 49);
    assertTrue(supply.isLow());
    hear(49.3, 49.3, 49.3);
    assertFalse(supply.isLow());
  }

  @Test
  @DisplayName("after a long silence the history begins anew, and what was low stays so")
  void gap() {
    Battery battery = new Battery(1, 0);
    onBattery(battery);
    minutes(battery, 30);
    hear(45, 45, 45);
    now += Duration.ofHours(1).toNanos();
    hear(45);
    assertEquals(PowerSource.UNKNOWN, supply.source());
    assertEquals(1, supply.history.size());
    assertTrue(supply.isLow());
    assertNull(supply.estimate());
  }

  @Test
  @DisplayName("readings of the same moment count once, and older ones not at all")
  void sameMoment() {
    hear(54.4, 54.4, 54.4);
    for (int i = 0; i < 10; i++) {
      assertFalse(supply.take(now + i, 44, settings, LIMITS));
      assertFalse(supply.take(now - i * MINUTE.toNanos(), 44, settings, LIMITS));
    }
    assertEquals(54.4, supply.volts());
    assertEquals(PowerSource.MAINS, supply.source());
  }

  @Test
  @DisplayName("a device that says it is on battery is believed, until that is too old")
  void status() {
    supply.status(now, 5);
    hear(54.4, 54.4, 54.4);
    assertEquals(PowerSource.BATTERY, supply.source());
    for (int i = 0; i < 31; i++) {
      hear(54.4);
    }
    assertEquals(PowerSource.MAINS, supply.source());
  }

  @Test
  @DisplayName("memory is bounded: nothing on mains, 1,440 bytes after days on battery")
  void memory() {
    Random random = new Random(1);
    for (int i = 0; i < 1_000; i++) {
      hear(54 + random.nextGaussian() / 10);
    }
    assertEquals(0, supply.history.bytes());
    for (int i = 0; i < 10_000; i++) {
      hear(50 + random.nextGaussian() / 10);
      assertTrue(supply.history.size() <= VoltageHistory.MOST);
      assertTrue(supply.history.bytes() <= 1_440, "bytes " + supply.history.bytes());
    }
    hear(54.4, 54.4, 54.4);
    assertEquals(0, supply.history.bytes());
  }

  @Test
  @DisplayName("empty soon is said once in a discharge, and again in the next one")
  void soon() {
    Battery battery = new Battery(2, 0.03);
    onBattery(battery);
    minutes(battery, 5 * 60);
    assertFalse(supply.isEmptySoon());
    minutes(battery, 4 * 60 + 30);
    assertTrue(supply.isEmptySoon());
    hear(54.4, 54.4, 54.4);
    assertFalse(supply.isEmptySoon());
  }
}
