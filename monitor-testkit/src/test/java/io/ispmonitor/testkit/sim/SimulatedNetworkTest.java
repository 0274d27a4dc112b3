package io.ispmonitor.testkit.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Inventory;
import io.ispmonitor.device.Selection;
import io.ispmonitor.reachability.Uplink;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class SimulatedNetworkTest {

  private static String refusal(Executable what) {
    String message = assertThrows(IllegalArgumentException.class, what).getMessage();
    return message == null ? "" : message;
  }

  @Test
  @DisplayName(
      "two sites of one name are refused; the second would take the first one's power away")
  void sameSiteTwice() {
    SimulatedNetwork.Builder network = Village.network();
    String why = refusal(() -> network.site("hill", Duration.ZERO, "tower-2"));
    assertTrue(why.contains("'hill'") && why.contains("tower-1"), why);
  }

  @Test
  @DisplayName("a site that is called like a device elsewhere is refused")
  void siteCalledLikeDevice() {
    SimulatedNetwork.Builder network = Village.network().site("pop-1", Duration.ZERO, "ring");
    String why = refusal(network::build);
    assertTrue(why.contains("site 'pop-1'") && why.contains("the device 'pop-1'"), why);
  }

  @Test
  @DisplayName("a site may be called like a device that is fed somewhere")
  void siteCalledLikeItsDevice() {
    SimulatedNetwork network =
        Village.network()
            .site("tower-2", Duration.ZERO, "tower-2", "ring")
            .site("cpe-1", Duration.ZERO, "cpe-2")
            .site("cpe-2", Duration.ZERO, "cpe-1")
            .build();
    for (String device : network.toInventory().select(Selection.everything())) {
      assertEquals(
          1, network.sites().stream().filter(is -> is.devices().contains(device)).count(), device);
    }
  }

  @Test
  @DisplayName("two uplinks of one name are refused")
  void sameUplinkTwice() {
    SimulatedNetwork.Builder network = Village.network();
    SimulatedUplink again = new SimulatedUplink("north", null, Set.of(), Set.of("pop-2"));
    assertTrue(refusal(() -> network.uplink(again)).contains("'north'"));
  }

  @Test
  @DisplayName("a monitor is told of those uplinks that somebody tells of, and of all behind them")
  void watchedUplinks() {
    SimulatedNetwork network = Village.network().build();
    Inventory inventory = network.toInventory();
    List<Uplink> watched = network.watchedUplinks();

    assertEquals(List.of("north"), watched.stream().map(Uplink::name).toList());
    assertEquals(List.of("gw", "witness"), watched.get(0).witnesses());
    assertEquals(
        Set.of("witness", "pop-1", "tower-1", "ring", "sector", "cpe-1", "cpe-2"),
        inventory.select(watched.get(0).reaches()));
    assertTrue(refusal(network.uplinks().get(1)::watched).contains("'south'"));
  }

  @Test
  @DisplayName("addresses come from the range for benchmarks, and from a private one beyond that")
  void addresses() {
    assertEquals("198.18.0.1", ProviderPlanner.address(1).getHostAddress());
    assertEquals("198.19.255.255", ProviderPlanner.address(131_071).getHostAddress());
    assertEquals("10.2.0.0", ProviderPlanner.address(131_072).getHostAddress());
    assertEquals("10.97.40.48", ProviderPlanner.address(6_367_280).getHostAddress());
    assertNotEquals(ProviderPlanner.address(65_536), ProviderPlanner.address(131_072));
  }
}
