package io.ispmonitor.maintenance;

import static io.ispmonitor.maintenance.TimingTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ispmonitor.device.Selection;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MaintenanceWindowTest {
  static final Instant TWO = Instant.parse("2026-03-01T02:00:00Z");
  static final Instant FIVE = Instant.parse("2026-03-01T05:00:00Z");
  static final Timing FIXED = Timing.fixed(TWO, FIVE);
  static final Timing FLEXIBLE = Timing.flexible(TWO, FIVE, Duration.ofHours(1));

  @Test
  @DisplayName("a window without id, owner or reason is refused with a sentence")
  void blank() {
    assertRefused(
        "maintenance window id is blank; give it a name", () -> window(" ", "noc", "fibre"));
    assertRefused(
        "owner of maintenance window 'w' is blank; give it a name", () -> window("w", "", "fibre"));
    assertRefused(
        "reason of maintenance window 'w' is blank; give it a name", () -> window("w", "noc", " "));
  }

  @Test
  @DisplayName("texts are bounded, and none forges a line in a log")
  void bounded() {
    assertEquals("x".repeat(200), window("x".repeat(200), "noc", "fibre").id());
    assertRefused(
        "maintenance window id 'xxxxxxxxxxxxxxxxxxxx...' has 201 characters; at most 200 are allowed",
        () -> window("x".repeat(201), "noc", "fibre"));
    assertRefused(
        "owner of maintenance window 'w' 'xxxxxxxxxxxxxxxxxxxx...' has 201 characters; "
            + "at most 200 are allowed",
        () -> window("w", "x".repeat(201), "fibre"));
    assertEquals(1_000, window("w", "noc", "x".repeat(1_000)).reason().length());
    assertRefused(
        "reason of maintenance window 'w' 'xxxxxxxxxxxxxxxxxxxx...' has 1001 characters; "
            + "at most 1000 are allowed",
        () -> window("w", "noc", "x".repeat(1_001)));
    assertRefused(
        "reason of maintenance window 'w' 'fibre?DEVICE_UP' has the control character U+000A at "
            + "position 5; remove it",
        () -> window("w", "noc", "fibre\nDEVICE_UP"));
  }

  @Test
  @DisplayName("a window names devices and a timing")
  @SuppressWarnings("NullAway")
  void complete() {
    assertThrows(
        NullPointerException.class, () -> new MaintenanceWindow("w", null, FIXED, "noc", "fibre"));
    assertThrows(
        NullPointerException.class,
        () -> new MaintenanceWindow("w", Selection.everything(), null, "noc", "fibre"));
  }

  static MaintenanceWindow window(String id, Timing timing) {
    return new MaintenanceWindow(id, Selection.subtree("tower-7"), timing, "noc", "new antenna");
  }

  /** Windows w0, w1 and so on. */
  static Stream<MaintenanceWindow> windows(int number) {
    return IntStream.range(0, number).mapToObj(i -> window("w" + i, FIXED));
  }

  private static MaintenanceWindow window(String id, String owner, String reason) {
    return new MaintenanceWindow(id, Selection.everything(), FIXED, owner, reason);
  }
}
