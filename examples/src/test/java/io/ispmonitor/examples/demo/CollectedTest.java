package io.ispmonitor.examples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import io.ispmonitor.extension.ProbeResult;
import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.InterfaceMetrics;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Layout.Column;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.PowerMetrics;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.Unit;
import io.ispmonitor.probe.ProbeOutcome;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CollectedTest {
  private static final Metric SIGNAL = Metric.gauge("wireless.signal", Unit.DBM, 0.1);
  private static final Layout LAYOUT =
      Layout.of(
          List.of(
              new Column(InterfaceMetrics.IN, "ether1"),
              new Column(InterfaceMetrics.OUT, "ether1"),
              new Column(InterfaceMetrics.IN, "ether2"),
              new Column(SIGNAL, "a"),
              new Column(SIGNAL, "b"),
              new Column(PowerMetrics.VOLTAGE, "")));

  private final Collected collected = new Collected("snmp");

  private void hear(String device, String probe, ProbeOutcome outcome) {
    Device from = Device.of(device, InetAddress.getLoopbackAddress());
    collected.onOutcome(new ProbeResult(from, probe, Stage.NOON, outcome));
  }

  private static ProbeOutcome said(double... values) {
    return new ProbeOutcome.Answered(Readings.of(LAYOUT, values));
  }

  @Test
  @DisplayName("the busiest interface, the weakest signal and the lowest voltage are shown")
  void figures() {
    hear("tower", "snmp", said(80e6, 13.4e6, 50e6, -61, -72, 27.34));
    Figures is = collected.of("tower");
    assertEquals(new Figures(93.4e6, -72, 27.34), is);
    assertEquals("93.4 M", Cells.traffic(is));
    assertEquals("-72 dBm", Cells.signal(is));
    assertEquals("27.3 V", Cells.voltage(is));
  }

  @Test
  @DisplayName("what is missing is shown as nothing, however it is missing")
  void nothing() {
    hear("tower", "snmp", new ProbeOutcome.Answered(Readings.gaps(LAYOUT, Gap.NOT_SENT)));
    assertEquals(Figures.NONE, collected.of("tower"));
    assertEquals(Figures.NONE, collected.of("never heard of"));
    assertEquals(
        "", Cells.traffic(Figures.NONE) + Cells.signal(Figures.NONE) + Cells.voltage(Figures.NONE));
  }

  @Test
  @DisplayName("traffic has three digits, whatever its size")
  void sizes() {
    assertEquals("0.00 k", Cells.traffic(new Figures(0, 0, 0)));
    assertEquals("1.00 M", Cells.traffic(new Figures(999_600, 0, 0)));
    assertEquals("999 M", Cells.traffic(new Figures(999e6, 0, 0)));
    assertEquals("12.3 G", Cells.traffic(new Figures(12.3e9, 0, 0)));
  }

  @Test
  @DisplayName("a device that falls silent shows nothing any more, and why")
  void silent() {
    hear("tower", "snmp", said(1, 1, 1, -61, -61, 27));
    hear("tower", "snmp", new ProbeOutcome.Void("it rests"));
    assertNull(collected.trouble("tower"));
    hear("tower", "snmp", new ProbeOutcome.Silent(Duration.ofSeconds(2)));
    hear("tower", "icmp", said(1, 1, 1, -61, -61, 27));
    assertEquals(Figures.NONE, collected.of("tower"));
    assertEquals("snmp heard nothing for 2.0 s", collected.trouble("tower"));
  }

  @Test
  @DisplayName("a line says who answers and what is worth a look")
  void words() {
    hear("tower-1", "snmp", said(80e6, 10e6, 0, -61, -61, 24.1));
    hear("tower-2", "snmp", said(70e6, 10e6, 0, -61, -78, 27));
    hear("tower-3", "snmp", new ProbeOutcome.Silent(Duration.ofSeconds(2)));
    assertEquals(
        "2 of 3 answer over SNMP; most traffic 90.0 Mbit/s (tower-1); weakest signal -78 dBm"
            + " (tower-2); lowest voltage 24.1 V (tower-1)",
        collected.words());
  }

  @Test
  @DisplayName("a device is settled with a rate, in trouble, or when it has none to give")
  void settled() {
    assertFalse(collected.isSettled("tower"));
    ProbeOutcome noRate =
        new ProbeOutcome.Answered(Readings.in(LAYOUT).set(3, -61).set(5, 27).build());
    hear("tower", "snmp", noRate);
    hear("tower", "snmp", noRate);
    assertFalse(collected.isSettled("tower"));
    hear("tower", "snmp", noRate);
    assertTrue(collected.isSettled("tower"));
    hear("other", "snmp", said(1, 1, 1, -61, -61, 27));
    assertTrue(collected.isSettled("other"));
    hear("third", "snmp", new ProbeOutcome.Silent(Duration.ofSeconds(2)));
    assertTrue(collected.isSettled("third"));
  }
}
