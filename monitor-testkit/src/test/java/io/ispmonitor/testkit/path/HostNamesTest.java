package io.ispmonitor.testkit.path;

import static io.ispmonitor.testkit.path.World.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.NameResolver;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.reachability.DeviceState;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HostNamesTest {

  /** Names that a test gives addresses to. */
  private static final class Zone implements NameResolver {
    final Map<String, String> addresses = new HashMap<>();
    int lookUps;

    @Override
    public InetAddress resolve(String hostName) throws UnknownHostException {
      lookUps++;
      String address = addresses.get(hostName);
      if (address == null) {
        throw new UnknownHostException(hostName);
      }
      return InetAddress.getByName(address);
    }
  }

  private static Device named(String id, String hostName) {
    return Device.named(id).hostName(hostName).build();
  }

  @Test
  @DisplayName("a device with a host name is asked at the address its name has")
  void resolved() {
    Zone zone = new Zone();
    zone.addresses.put("radio.example", "192.0.2.9");
    World world = new World(is -> is.resolver(zone));
    try (world) {
      world.with(named("radio", "radio.example"));
      world.monitor.start();
      world.passSeconds(2);
      assertEquals(DeviceState.UP, world.state("radio"));
      InetAddress at = world.probe.askedAt("radio");
      assertNotNull(at);
      assertEquals("192.0.2.9", at.getHostAddress());
      assertEquals(at, world.status("radio").device().address());
      assertEquals(at, world.listener.outcomes().get(0).device().address());
    }
  }

  @Test
  @DisplayName("a name without an address leaves the device UNKNOWN, is retried, and then is asked")
  void unresolvable() {
    Zone zone = new Zone();
    World world = new World(is -> is.resolver(zone));
    try (world) {
      world.with(named("radio", "radio.example"), device("other")).settled();
      assertEquals(DeviceState.UNKNOWN, world.state("radio"));
      assertEquals(DeviceState.UP, world.state("other"));
      ProbeOutcome outcome = world.listener.outcomes("radio").get(0);
      assertTrue(
          outcome.toString().contains("radio.example") && outcome instanceof ProbeOutcome.Broken,
          outcome.toString());
      assertTrue(world.monitor.health().reasons().toString().contains("1 have no address"));
      String reason = world.status("radio").evidence().reason();
      assertTrue(reason.contains("'radio.example' has no address"), reason);

      zone.addresses.put("radio.example", "192.0.2.9");
      world.pass(Duration.ofMinutes(2));
      assertEquals(DeviceState.UP, world.state("radio"));
      assertTrue(world.monitor.health().reasons().isEmpty());
    }
  }

  @Test
  @DisplayName("an address stays in use while the name cannot be looked up again")
  void staleAddress() {
    Zone zone = new Zone();
    zone.addresses.put("radio.example", "192.0.2.9");
    World world = new World(is -> is.resolver(zone));
    try (world) {
      world.with(named("radio", "radio.example")).settled();
      zone.addresses.clear();
      world.pass(Duration.ofMinutes(30));
      assertEquals(DeviceState.UP, world.state("radio"));
      assertTrue(zone.lookUps < 20, "looked up " + zone.lookUps + " times");
    }
  }

  @Test
  @DisplayName("a name that moves to another address is asked there within five minutes")
  void movedAddress() {
    Zone zone = new Zone();
    zone.addresses.put("radio.example", "192.0.2.9");
    World world = new World(is -> is.resolver(zone));
    try (world) {
      world.with(named("radio", "radio.example")).settled();
      zone.addresses.put("radio.example", "192.0.2.10");
      world.pass(Duration.ofMinutes(6));
      InetAddress at = world.probe.askedAt("radio");
      assertNotNull(at);
      assertEquals("192.0.2.10", at.getHostAddress());
    }
  }
}
