package io.ispmonitor.examples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.device.Device;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.Told;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MarksTest {

  private static DeviceStatus status(boolean flapping, String... windows) {
    return new DeviceStatus(
        Device.of("tower", InetAddress.getLoopbackAddress()),
        DeviceState.UP,
        Stage.NOON,
        0,
        flapping,
        List.of(windows),
        null,
        Evidence.NOTHING_HEARD,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Told.NOTHING);
  }

  @Test
  @DisplayName("flapping and every maintenance window are named, and before the number behind")
  void marks() {
    assertEquals("", Marks.of(status(false)));
    assertEquals("flapping", Marks.of(status(true)));
    assertEquals(
        "flapping, maintenance antenna, maintenance ups, 25 up",
        Marks.of(status(true, "antenna", "ups"), Map.of(DeviceState.UP, 25)));
  }
}
