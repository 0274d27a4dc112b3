package io.ispmonitor.examples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import io.ispmonitor.extension.ProbeResult;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.PingMetrics;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.ProbeOutcome;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CsvFileTest {
  private static final Device GATEWAY =
      Device.of("gateway, \"north\"", InetAddress.getLoopbackAddress());

  @TempDir Path folder = Path.of("");

  private static CsvFile open(Path file) {
    return CsvFile.open(file, "icmp");
  }

  private static ProbeResult result(ProbeOutcome outcome) {
    return new ProbeResult(GATEWAY, "icmp", Stage.NOON, outcome);
  }

  @Test
  @DisplayName("each outcome of its probe is a row, and what is not known is empty")
  void rows() throws IOException {
    Path file = folder.resolve("rows.csv");
    Readings answer = Readings.of(Layout.of(PingMetrics.ROUND_TRIP, PingMetrics.LOSS), 0.0125, 0.5);
    try (CsvFile csv = open(file)) {
      csv.onOutcome(result(new ProbeOutcome.Answered(answer)));
      csv.onOutcome(result(new ProbeOutcome.Silent(Duration.ofSeconds(1))));
      csv.onOutcome(result(new ProbeOutcome.Void("paused")));
      csv.onOutcome(
          new ProbeResult(GATEWAY, "snmp", Stage.NOON, new ProbeOutcome.Answered(Readings.NONE)));
      csv.close();
      assertNull(csv.trouble());
    }
    String start = "2026-03-01T12:00:00Z,\"gateway, \"\"north\"\"\",127.0.0.1,";
    assertEquals(
        List.of(
            "time,device,address,outcome,rtt_seconds,loss",
            start + "answered,0.0125,0.5",
            start + "silent,,1.0",
            start + "void,,"),
        Files.readAllLines(file));
  }

  @Test
  @DisplayName("commas, quotes and line breaks are quoted, and nothing else is")
  void quoting() {
    assertEquals(
        "a b,\"c,d\",\"e\"\"f\",\"g\nh\",\n",
        CsvFile.row(List.of("a b", "c,d", "e\"f", "g\nh", "")));
  }

  @Test
  @DisplayName("a file that cannot be opened is refused with its name")
  void cannotOpen() {
    Path file = folder.resolve("missing/rows.csv");
    BadUseException refused = assertThrows(BadUseException.class, () -> open(file));
    assertTrue(
        String.valueOf(refused.getMessage()).endsWith("there is no such file or directory"),
        refused.getMessage());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @DisplayName("a full disk is told, and nothing is written after it")
  void fullDisk() {
    try (CsvFile csv = open(Path.of("/dev/full"))) {
      csv.onOutcome(result(new ProbeOutcome.Void("paused")));
      csv.flush();
      String trouble = csv.trouble();
      assertNotNull(trouble);
      assertTrue(trouble.startsWith("--csv /dev/full could not be written"), trouble);
    }
  }
}
