package io.ispmonitor.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.DeviceKind;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final Duration HALF_MINUTE = Duration.ofSeconds(30);
  private static final Device ROUTER =
      Device.named("r").kind(DeviceKind.ROUTER).address(InetAddress.getLoopbackAddress()).build();
  private static final Device MAST = Device.named("m").build();

  @Test
  @DisplayName("it waits a second for an answer, or the interval where that is shorter")
  void defaultTimeout() {
    assertEquals(Duration.ofSeconds(1), Schedule.every(HALF_MINUTE).timeout());
    assertEquals(Duration.ofMillis(200), Schedule.every(Duration.ofMillis(200)).timeout());
  }

  @Test
  @DisplayName("it asks whoever can be asked, until it is told whom")
  void whom() {
    Schedule schedule = Schedule.every(HALF_MINUTE);

    assertTrue(schedule.includes(ROUTER));
    assertFalse(schedule.includes(MAST));
    assertFalse(schedule.on(device -> device.kind().equals(DeviceKind.RADIO)).includes(ROUTER));
  }

  @Test
  @DisplayName("a device may have an interval of its own")
  void perDevice() {
    Schedule schedule =
        Schedule.every(HALF_MINUTE)
            .perDevice(device -> device.id().equals("r") ? Duration.ofSeconds(5) : null);

    assertEquals(Duration.ofSeconds(5), schedule.intervalOf(ROUTER));
    assertEquals(HALF_MINUTE, schedule.intervalOf(MAST));
    assertEquals(HALF_MINUTE, schedule.interval());
  }

  @Test
  @DisplayName("intervals from 100 ms to 7 days are taken, the device's own ones too")
  void intervals() {
    assertEquals(Duration.ofDays(7), Schedule.every(Duration.ofDays(7)).interval());
    assertRefused(
        "schedule: interval must be from PT0.1S to PT168H, was PT0.099S",
        () -> Schedule.every(Duration.ofMillis(99)));
    assertRefused(
        "schedule: interval must be from PT0.1S to PT168H, was PT168H0.000000001S",
        () -> Schedule.every(Duration.ofDays(7).plusNanos(1)));
    assertRefused(
        "schedule of device 'r': interval must be from PT0.1S to PT168H, was PT0S",
        () -> Schedule.every(HALF_MINUTE).perDevice(any -> Duration.ZERO).intervalOf(ROUTER));
  }

  @Test
  @DisplayName("a timeout is positive and ends before the next question")
  void timeouts() {
    assertEquals(HALF_MINUTE, Schedule.every(HALF_MINUTE).timeout(HALF_MINUTE).timeout());
    assertRefused(
        "schedule: timeout must be more than 0, was PT0S",
        () -> Schedule.every(HALF_MINUTE).timeout(Duration.ZERO));
    assertRefused(
        "schedule: timeout PT31S is longer than the interval PT30S; "
            + "a question must end before the next",
        () -> Schedule.every(HALF_MINUTE).timeout(Duration.ofSeconds(31)));
  }

  @Test
  @DisplayName("each method leaves what it was called on as it is")
  void immutable() {
    Schedule schedule = Schedule.every(HALF_MINUTE);
    schedule.timeout(Duration.ofSeconds(3)).on(any -> true).perDevice(any -> Duration.ofDays(1));

    assertEquals("every PT30S, timeout PT1S", schedule.toString());
    assertFalse(schedule.includes(MAST));
    assertEquals(HALF_MINUTE, schedule.intervalOf(MAST));
  }

  private static void assertRefused(String sentence, Runnable call) {
    assertEquals(sentence, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
