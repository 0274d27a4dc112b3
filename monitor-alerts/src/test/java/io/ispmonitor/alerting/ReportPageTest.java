package io.ispmonitor.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.Acknowledgement;
import io.ispmonitor.alert.Alert;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReportPageTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  @DisplayName("what people and devices write stays in its row and in its item")
  void lineEnds() {
    String hostile = "on it\r\n\r\n# Fine\n- 12:00 all is well\u2028| a | b |";
    Alert alert =
        Alert.builder("id", "key", NOON)
            .source("t7")
            .summary("t7 is down")
            .acknowledged(new Acknowledgement("ana", NOON, hostile, null))
            .build();
    IncidentReport report =
        new IncidentReport(
            alert,
            NOON.plusSeconds(60),
            List.of(new IncidentReport.Entry(NOON, "DOWN: " + hostile)),
            List.of(alert),
            Map.of("root cause: " + hostile, 1),
            0);

    String page = report.markdown(ZoneId.of("UTC"));

    String written = "on it \\# Fine - 12:00 all is well \\| a \\| b \\|";
    assertTrue(
        page.contains("| Taken by | ana, 2026-03-01 12:00:00 +00:00: " + written + " |\n"), page);
    assertTrue(page.contains("- 2026-03-01 12:00:00 +00:00 DOWN: " + written + "\n"), page);
    assertTrue(page.contains("- 1: root cause: " + written + "\n"), page);
    assertEquals(1, page.lines().filter(line -> line.startsWith("# ")).count(), page);
  }
}
