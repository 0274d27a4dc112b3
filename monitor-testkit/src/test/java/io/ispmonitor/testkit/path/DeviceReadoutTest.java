package io.ispmonitor.testkit.path;

import static io.ispmonitor.testkit.path.World.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.Unit;
import io.ispmonitor.probe.Observation;
import io.ispmonitor.telemetry.DeviceExport;
import io.ispmonitor.telemetry.DeviceReadout;
import io.ispmonitor.telemetry.PrometheusText;
import io.ispmonitor.testkit.ScriptedProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** States and last values of devices, for an export. */
class DeviceReadoutTest {
  private static final DeviceExport RTT = DeviceExport.of("ping.rtt");
  private static final String RTT_OF =
      "ispmonitor_metric_ping_rtt_seconds{device=\"%s\",instance=\"\"}";

  private static StrictExposition read(World world, DeviceExport export) throws IOException {
    StringBuilder text = new StringBuilder();
    PrometheusText.write(world.monitor.read(export), text);
    return StrictExposition.of(text.toString());
  }

  @Test
  @DisplayName("a device shows its state, whether it is up, and the last value of what is wanted")
  void values() throws IOException {
    try (World world = new World().with(device("a"), device("b"))) {
      world.probe.set("a", ScriptedProbe.answersAfter(Duration.ofMillis(12)));
      world.probe.kill("b");
      world.settled();
      StrictExposition text = read(world, RTT);
      assertEquals(0.012, text.value(RTT_OF.formatted("a")), 1e-6);
      assertEquals(1, text.value("ispmonitor_device_up{device=\"a\"}"));
      assertEquals(0, text.value("ispmonitor_device_up{device=\"b\"}"));
      assertEquals(1, text.value("ispmonitor_device_state{device=\"b\",state=\"down\"}"));
      assertFalse(text.has(RTT_OF.formatted("b")), "silence is no value");
      assertFalse(text.series().toString().contains("loss"), "nobody asked for it");
      assertEquals(0, text.value("ispmonitor_export_truncated"));
      assertEquals(List.of(), text.comments());
    }
  }

  @Test
  @DisplayName("of single devices nothing is read but what is theirs")
  void only() throws IOException {
    try (World world = new World().with(device("a"), device("b"), device("c")).settled()) {
      DeviceExport export = RTT.only("a", "nobody", "c");
      StrictExposition text = read(world, export);
      assertTrue(text.has(RTT_OF.formatted("a")));
      assertFalse(text.has(RTT_OF.formatted("b")));
      assertFalse(text.series().toString().contains("nobody"));
      StrictExposition filtered = read(world, export.where(is -> is.id().equals("c")));
      assertFalse(filtered.has(RTT_OF.formatted("a")));
      assertTrue(filtered.has(RTT_OF.formatted("c")));
    }
  }

  @Test
  @DisplayName("of what nothing is known it is not said that it is up or down")
  void unknown() throws IOException {
    try (World world = new World().with(device("a"))) {
      world.probe.set("a", ScriptedProbe.broken("no socket"));
      world.settled();
      StrictExposition text = read(world, RTT);
      assertFalse(text.has("ispmonitor_device_up{device=\"a\"}"));
      assertEquals(1, text.value("ispmonitor_device_state{device=\"a\",state=\"unknown\"}"));
    }
  }

  @Test
  @DisplayName("a value is left out once it is missing, and once it is three intervals old")
  void stale() throws IOException {
    try (World world = new World().with(device("a")).settled()) {
      assertTrue(read(world, RTT).has(RTT_OF.formatted("a")));
      world.monitor.close(); // nobody asks any more
      world.passSeconds(59);
      assertTrue(read(world, RTT).has(RTT_OF.formatted("a")));
      world.passSeconds(32);
      assertFalse(read(world, RTT).has(RTT_OF.formatted("a")));
    }
    try (World world = new World().with(device("a")).settled()) {
      world.probe.kill("a");
      world.passSeconds(40);
      assertFalse(read(world, RTT).has(RTT_OF.formatted("a")), "a gap is newer than the value");
    }
  }

  @Test
  @DisplayName("values that were pushed to us last five minutes, with their instances")
  void pushed() throws IOException {
    Metric power = Metric.gauge("optical.rx", Unit.DBM, 0.01);
    Metric octets = Metric.counter("if.octets.total", Unit.BYTES);
    Layout layout =
        Layout.of(
            List.of(new Layout.Column(power, "sfp \"1\""), new Layout.Column(octets, "ether1")));
    DeviceExport export = DeviceExport.of("optical.rx", "if.octets.total");
    try (World world = new World().with(device("a")).settled()) {
      world.monitor.offer(
          Observation.of("a", "feed", world.time.instant(), Readings.of(layout, -21.5, 1e12)));
      world.passSeconds(1);
      String rx = "ispmonitor_metric_optical_rx_dbm{device=\"a\",instance=\"sfp \\\"1\\\"\"}";
      String total =
          "ispmonitor_metric_if_octets_total_bytes_total{device=\"a\",instance=\"ether1\"}";
      StrictExposition text = read(world, export);
      assertEquals(-21.5, text.value(rx), 1e-9);
      assertEquals(1e12, text.value(total));
      assertEquals("counter", text.types().get("ispmonitor_metric_if_octets_total_bytes_total"));
      assertEquals("sfp \"1\"", text.labels(rx).get("instance"));
      world.passSeconds(298);
      assertTrue(read(world, export).has(rx));
      world.passSeconds(2);
      assertFalse(read(world, export).has(rx));
    }
  }

  @Test
  @DisplayName("an export is bounded, says how much it left out, and takes the same devices again")
  void bounded() throws IOException {
    try (World world = new World()) {
      for (int i = 0; i < 50; i++) {
        world.with(device("device-%02d".formatted(i)));
      }
      world.settled();
      DeviceReadout all = world.monitor.read(RTT);
      assertEquals(0, all.leftOut());
      DeviceReadout some = world.monitor.read(RTT.atMost(10));
      assertEquals(140, some.leftOut());
      StrictExposition text = read(world, RTT.atMost(10));
      assertEquals(12, text.series().size());
      assertEquals(140, text.value("ispmonitor_export_truncated"));
      assertEquals(
          List.of("# 140 series of devices are left out: more than the export's limit"),
          text.comments());
      assertEquals(text.series(), read(world, RTT.atMost(10)).series());
    }
    assertThrows(IllegalArgumentException.class, () -> RTT.atMost(0));
  }

  @Test
  @DisplayName("what reads the same as another metric is left out and told as that; rates say so")
  void clash() throws IOException {
    Metric in = Metric.rate("if.in", Unit.BYTES, 1);
    Metric level = Metric.gauge("if.in.bytes", Unit.BYTES, 1);
    Metric same = Metric.gauge("if.in_bytes", Unit.BYTES, 1);
    DeviceExport export = DeviceExport.of("if.in", "if.in.bytes", "if.in_bytes");
    try (World world = new World().with(device("a")).settled()) {
      world.monitor.offer(
          Observation.of(
              "a", "feed", world.time.instant(), Readings.of(Layout.of(in, level, same), 5, 7, 9)));
      world.passSeconds(1);
      StrictExposition text = read(world, export);
      String labels = "{device=\"a\",instance=\"\"}";
      assertEquals(5, text.value("ispmonitor_metric_if_in_bytes_per_second" + labels));
      assertEquals(7, text.value("ispmonitor_metric_if_in_bytes" + labels));
      assertEquals(1, text.value("ispmonitor_export_clashing"));
      assertEquals(0, text.value("ispmonitor_export_truncated"));
      assertEquals(
          List.of("# 1 series of devices are left out: another metric's name reads the same"),
          text.comments());
    }
  }

  @Test
  @DisplayName("a filter chooses the devices")
  void filtered() throws IOException {
    Device core = device("a").toBuilder().label("role", "core").build();
    try (World world = new World().with(core, device("b")).settled()) {
      StrictExposition text =
          read(world, RTT.where(device -> "core".equals(device.labels().get("role"))));
      assertTrue(text.has(RTT_OF.formatted("a")));
      assertFalse(text.series().toString().contains("\"b\""), text.series().toString());
    }
  }

  @Test
  @DisplayName("the engine's meters and a readout can follow each other in one text")
  void oneText() throws IOException {
    try (World world = new World().with(device("a")).settled()) {
      StringBuilder text = new StringBuilder();
      PrometheusText.write(world.monitor.meters(), text);
      PrometheusText.write(world.monitor.read(RTT), text);
      assertTrue(StrictExposition.of(text.toString()).types().size() > 40);
    }
  }

  @Test
  @DisplayName("the page names the series of devices too")
  void page() throws IOException {
    String page = Files.readString(Path.of("../docs/metrics.md"));
    try (World world = new World().with(device("a")).settled()) {
      for (String name : read(world, RTT).types().keySet()) {
        assertTrue(page.contains("`" + name + "`"), name);
      }
    }
  }
}
