package io.ispmonitor.testkit.path;

import static io.ispmonitor.testkit.path.World.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Uplink;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class QualityAfterIsolationTest {

  @Test
  @DisplayName("what was lost while we were cut off is not counted as loss of the device")
  void lossIsOurs() {
    Uplink fibre = Uplink.named("fibre").gateway("gateway").witness("outside").quorum(1).build();
    try (World world = new World(builder -> builder.uplink(fibre))) {
      world.with(device("gateway"), device("outside"), device("radio")).settled();
      world.probe.kill("outside").kill("radio");
      world.passSeconds(300);
      assertEquals(DeviceState.UNKNOWN, world.state("radio"));
      world.probe.revive("outside").revive("radio");
      world.passSeconds(600);
      assertEquals(
          List.of(DeviceState.UP, DeviceState.UNKNOWN, DeviceState.UP),
          world.listener.states("radio"));
      assertTrue(world.listener.announcements().isEmpty(), "" + world.listener.announcements());
    }
  }
}
