package io.ispmonitor.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.Monitor;
import io.ispmonitor.anomaly.watch.AnomalyPlan;
import io.ispmonitor.anomaly.watch.AnomalyWatch;
import io.ispmonitor.app.config.AnomalyEntry.Of;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.ScriptedProbe;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which devices are watched for being unusual. */
class AnomalyEntryTest {
  @ParameterizedTest(name = "{0}, at the most {1}")
  @CsvSource({
    "WHAT_FITS, 4, tower radio",
    "WHAT_FITS, 3, tower",
    "ALL, 4, tower radio",
    "PARENTS, 4, tower"
  })
  @DisplayName("all are watched where that fits, and otherwise those that others are behind")
  void of(Of of, int most, String expected) throws Exception {
    InetAddress address = InetAddress.getLoopbackAddress();
    Device.Builder tower = Device.named("tower").address(address);
    Device.Builder radio = Device.named("radio").address(address).parent("tower");
    Inventory inventory = new Inventory();
    inventory.addAll(List.of(tower.build(), radio.build()));
    AnomalyEntry entry =
        new AnomalyEntry(
            List.of(AnomalyPlan.latency().build(), AnomalyPlan.loss().build()), of, most);
    AnomalyWatch.Builder watch = AnomalyWatch.builder().mostSeries(entry.most());
    entry.plans(inventory).forEach(watch::plan);
    AnomalyWatch anomalies = watch.build();
    ManualTime time = ManualTime.startingAt(Instant.parse("2026-01-01T12:00:00Z"));
    try (ScriptedProbe probe = ScriptedProbe.over(inventory, time).forgetful();
        Monitor monitor =
            Monitor.builder()
                .inventory(inventory)
                .time(time)
                .probe(probe, Schedule.every(Duration.ofSeconds(30)))
                .with(anomalies)
                .build()) {
      monitor.start();
      time.advance(Duration.ofMinutes(2));
      List<String> watched = new ArrayList<>();
      for (String id : List.of("tower", "radio")) {
        if (!anomalies.series(id).isEmpty()) {
          watched.add(id);
        }
      }
      assertEquals(expected, String.join(" ", watched));
    }
  }
}
