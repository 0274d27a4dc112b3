package io.ispmonitor.app.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.ispmonitor.app.config.Configuration;
import io.ispmonitor.app.config.ConfigurationReader;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.synthetic.Outlook;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutsideProbesTest {
  private static final int PATIENCE_SECONDS = 60;

  @TempDir private Path directory;
  private HttpServer portal;
  private Outlook outlook;

  @BeforeEach
  void start() throws Exception {
    portal = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] page = "welcome".getBytes(StandardCharsets.UTF_8);
    portal.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    portal.start();
    outlook = Outlook.open();
  }

  @AfterEach
  void end() {
    outlook.close();
    portal.stop(0);
  }

  @Test
  @DisplayName("servers outside are asked for what they are there for, not by echoes")
  void asked() throws Exception {
    int port = portal.getAddress().getPort();
    Path file = directory.resolve("isp-monitor.yaml");
    Files.writeString(
        file,
        """
        outside: {interval: 10s}
        devices:
          - {id: portal, kind: server, http: "http://127.0.0.1:%1$d/", expect-body: welcome}
          - {id: wrong, kind: server, http: "http://127.0.0.1:%1$d/", expect-body: goodbye}
          - {id: door, kind: server, address: 127.0.0.1, tcp: %1$d}
          - {id: router, kind: router, address: 127.0.0.1}
        """
            .formatted(port));
    Configuration configuration = ConfigurationReader.read(file, Map.of());
    DeviceDirectory devices = new DeviceDirectory(configuration);
    Inventory inventory = new Inventory();
    inventory.addAll(devices.devices());
    try (LiveSite site =
        new SitePlan(
                inventory,
                (monitor, intervals) ->
                    new OutsideProbes(outlook, devices::outside)
                        .add(monitor, configuration.outside(), intervals))
            .start()) {
      await(site, "portal", DeviceState.UP);
      await(site, "door", DeviceState.UP);
      await(site, "wrong", DeviceState.DOWN);
      assertEquals(DeviceState.UNKNOWN, state(site, "router"));
      assertTrue(OutsideProbes.isPinged(inventory.find("router").orElseThrow()));
      assertFalse(OutsideProbes.isPinged(inventory.find("door").orElseThrow()));
      portal.stop(0);
      await(site, "portal", DeviceState.DOWN);
      await(site, "door", DeviceState.DOWN);
    }
  }

  private static DeviceState state(LiveSite site, String device) {
    return site.monitor().status(device).map(DeviceStatus::state).orElse(DeviceState.UNKNOWN);
  }

  private static void await(LiveSite site, String device, DeviceState wanted) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (state(site, device) != wanted && System.nanoTime() < end) {
      site.monitor().askNow(device);
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertEquals(wanted, state(site, device), () -> "" + site.monitor().status(device));
  }
}
