package io.ispmonitor.app.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.instance.Instance;
import io.ispmonitor.instance.InstanceBuilder;
import io.ispmonitor.leadership.lease.InMemoryLeaseStore;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.ScriptedProbe;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteInTurnTest {
  private final ManualTime time = ManualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"));
  private final InMemoryLeaseStore leases = new InMemoryLeaseStore(time::instant);
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final ScriptedProbe probe = ScriptedProbe.in(time).forgetful();

  @AfterEach
  void close() {
    probe.close();
  }

  @Test
  @DisplayName("one instance has the site, the other waits and takes over when the first leaves")
  void turns() throws IOException {
    try (SiteInTurn west = start("west")) {
      SiteInTurn east;
      try (SiteInTurn first = west) {
        time.advance(Duration.ofSeconds(30));
        assertTrue(first.site().isPresent());
        assertEquals(1, first.site().orElseThrow().monitor().statuses().size());
        east = start("east");
        time.advance(Duration.ofSeconds(30));
        assertFalse(east.site().isPresent());
        assertTrue(east.lease().detail().contains("west"), east.lease()::toString);
        assertEquals(2, east.instances().size());
      }
      try (SiteInTurn second = east) {
        time.advance(Duration.ofSeconds(30));
        assertFalse(west.site().isPresent());
        assertTrue(second.site().isPresent());
        assertEquals(HealthStatus.HEALTHY, second.lease().status());
        assertEquals(List.of("comes", "leaves", "comes"), told);
      }
    }
  }

  @Test
  @DisplayName("a second program in the directory of the first is refused with a sentence")
  void directoryInUse(@TempDir Path directory) throws IOException {
    try (SiteInTurn first = start(Instance.builder("west", leases).place(directory))) {
      IOException refused =
          assertThrows(
              IOException.class, () -> start(Instance.builder("west", leases).place(directory)));
      assertTrue(
          String.valueOf(refused.getMessage()).contains(directory + " is in use by another"),
          refused::toString);
      assertFalse(first.site().isPresent()); // no time has passed
    }
  }

  private SiteInTurn start(String id) throws IOException {
    return start(Instance.builder(id, leases));
  }

  private SiteInTurn start(InstanceBuilder instance) throws IOException {
    return SiteInTurn.start(
        instance.time(time),
        leadership -> {
          Inventory inventory = new Inventory();
          inventory.add(Device.of("tower", InetAddress.getLoopbackAddress()));
          return new SitePlan(
                  inventory,
                  (monitor, intervals) ->
                      monitor.probe(
                          probe, Schedule.every(Duration.ofSeconds(5)).perDevice(intervals::of)))
              .time(time)
              .leadership(leadership)
              .start();
        },
        site -> told.add(site == null ? "leaves" : "comes"));
  }
}
