package io.ispmonitor.jdbc.internal.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.Acknowledgement;
import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.DeviceLimit;
import io.ispmonitor.alert.LedgerEntry;
import io.ispmonitor.alert.Message;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.Notified;
import io.ispmonitor.alert.OutboxEntry;
import io.ispmonitor.alert.Receipt;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.device.Selection;
import io.ispmonitor.maintenance.Days;
import io.ispmonitor.maintenance.MaintenanceWindow;
import io.ispmonitor.maintenance.ScheduledWindow;
import io.ispmonitor.maintenance.Timing;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.FlappingHistory;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.Progress;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.reachability.Told;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant LATER = Instant.parse("2026-03-01T12:00:07.123456789Z");

  private final Documents documents = new Documents();

  private static Alert plainAlert() {
    return Alert.builder("a1", "reachability/tower", NOON).build();
  }

  private static Alert fullAlert() {
    return Alert.builder("a2", "reachability/tower", NOON)
        .clearKey("other")
        .type("device.down")
        .severity(Severity.EMERGENCY)
        .source("tower")
        .labels(Map.of("kind", "tower", "city", "Braga \u2603 \"quoted\" \\ <b>"))
        .facts(Map.of("outage", "tower@noon"))
        .summary("tower is DOWN")
        .evidence("3 in a row")
        .affects(List.of("tower", "radio"), 2, 500)
        .seen(LATER)
        .acknowledged(new Acknowledgement("ana", NOON, "on my way", LATER))
        .notified(
            List.of(
                new Notified("chat", NOON, LATER, Severity.CRITICAL, new Receipt("r"), LATER),
                new Notified("mail", NOON, Severity.WARNING, null)))
        .escalated(2)
        .runbook(URI.create("https://wiki.example.net/tower?a=b"))
        .build();
  }

  private static StateChange change() {
    Outage outage = Outage.of("tower", NOON, 3, 12);
    Evidence evidence =
        new Evidence(
            Evidence.Basis.MISSES,
            "3 questions in a row unanswered",
            3,
            NOON,
            null,
            List.of(new Evidence.Parent("pop", DeviceState.UP, LATER)));
    Progress progress =
        new Progress(
            LATER,
            NOON,
            3,
            NOON,
            0,
            null,
            LATER,
            new FlappingHistory(true, NOON, -1L),
            new Told(outage, true, false));
    return new StateChange(
        "tower", LATER, DeviceState.UP, DeviceState.DOWN, outage, evidence, progress);
  }

  private static ScheduledWindow window(Timing timing, Selection devices) {
    return new ScheduledWindow(
        new MaintenanceWindow("w", devices, timing, "ana", "new battery"), LATER, null);
  }

  static Stream<Record> records() {
    Timing nightly =
        Timing.recurring(
                Days.weekly(DayOfWeek.MONDAY, DayOfWeek.SUNDAY),
                LocalTime.of(1, 30),
                Duration.ofMinutes(90),
                ZoneId.of("America/Sao_Paulo"))
            .from(LocalDate.of(2026, 3, 1));
    Timing monthly =
        Timing.recurring(
            Days.nth(Days.LAST, DayOfWeek.FRIDAY),
            LocalTime.NOON,
            Duration.ofHours(1),
            ZoneOffset.UTC);
    Selection some =
        Selection.subtree("tower")
            .or(Selection.label("city", "Braga"))
            .and(Selection.everything())
            .except(Selection.device("a", "b").or(Selection.behind("c")));
    Notice notice =
        new Notice(
            "n1",
            "a2",
            Notice.Kind.ESCALATION,
            Severity.CRITICAL,
            LATER,
            new Message(
                "title",
                List.of(new Message.Field("name", "value")),
                "text\nof two lines",
                URI.create("https://example.net/")),
            List.of(fullAlert(), plainAlert()),
            new Receipt("before"),
            true);
    return Stream.of(
        plainAlert(),
        fullAlert(),
        fullAlert().change().resolved(LATER, "it answers").build(),
        change(),
        StateChange.of(
            "a", NOON, DeviceState.UNKNOWN, DeviceState.UP, null, Evidence.NOTHING_HEARD),
        change().progress(),
        notice,
        new OutboxEntry("chat", notice, NOON, 3, true),
        new LedgerEntry(
            NOON,
            "a2",
            "k",
            "",
            "",
            LedgerEntry.Decision.HELD,
            "grouping",
            "it waits",
            "by itself"),
        new DeviceLimit("low-voltage", "ups", 25.0, -0.125, Duration.ofMinutes(2), false),
        DeviceLimit.off("low-voltage", "ups"),
        window(nightly, Selection.device("a", "b")),
        window(monthly, some),
        window(
            Timing.recurring(
                Days.dayOfMonth(31), LocalTime.MIN, Duration.ofHours(1), ZoneId.of("UTC")),
            some),
        window(Timing.fixed(NOON, LATER), Selection.everything()),
        window(
            Timing.flexible(NOON, NOON.plusSeconds(60), Duration.ofHours(1)),
            Selection.behind("x")));
  }

  @ParameterizedTest
  @MethodSource("records")
  @DisplayName("a record is the same after it was written and read")
  void roundTrip(Record record) {
    String text = documents.write(record);
    assertEquals(record, documents.read(record.getClass(), text), text);
    assertEquals(text, new Documents().write(record), "the same record is the same text");
  }

  @Test
  @DisplayName("documents keep their form, since they are in databases already")
  void form() {
    assertEquals(
        "{\"rule\":\"low-voltage\",\"device\":\"ups\",\"trigger\":25.0,\"reminder\":\"PT2M\",\"isOff\":false}",
        documents.write(
            new DeviceLimit("low-voltage", "ups", 25.0, null, Duration.ofMinutes(2), false)));
    assertEquals(
        "{\"window\":{\"id\":\"w\",\"devices\":{\"is\":\"Subtree\",\"root\":\"t\"},\"timing\":{\"is\":\"Fixed\","
            + "\"start\":\"2026-03-01T12:00:00Z\",\"end\":\"2026-03-01T12:00:07.123456789Z\"},\"owner\":\"ana\",\"reason\":\"new"
            + " battery\"},\"triggeredAt\":\"2026-03-01T12:00:07.123456789Z\"}",
        documents.write(window(Timing.fixed(NOON, LATER), Selection.subtree("t"))));
    assertEquals(
        "{\"at\":\"2026-03-01T12:00:00Z\",\"since\":\"2026-03-01T12:00:00Z\",\"unanswered\":0,"
            + "\"answered\":0,\"flapping\":{\"flapping\":false,\"changes\":0},"
            + "\"told\":{\"degraded\":false,\"flapping\":false}}",
        documents.write(Progress.none(NOON)));
  }

  @Test
  @DisplayName("a field that a newer program has written is passed over")
  void newer() {
    String text =
        "{\"rule\":\"r\",\"new\":{\"a\":[1,{}]},\"device\":\"d\",\"isOff\":true,\"x\":null}";
    assertEquals(DeviceLimit.off("r", "d"), documents.read(DeviceLimit.class, text));
  }

  @Test
  @DisplayName("a field that an older program did not write is nothing")
  void older() {
    String text = "{\"channel\":\"chat\",\"first\":\"%s\",\"at\":\"%s\",\"severity\":\"INFO\"}";
    assertEquals(
        new Notified("chat", NOON, LATER, Severity.INFO, null, null),
        documents.read(Notified.class, text.formatted(NOON, LATER)));
  }

  @Test
  @DisplayName("what is no such document is refused with a sentence")
  void refused() {
    for (String text :
        List.of(
            "",
            "[]",
            "{",
            "{\"rule\":1}",
            "{\"rule\":\"r\",\"device\":\"d\",\"reminder\":\"soon\"}",
            "{\"rule\":\"r\",\"device\":\"d\",\"trigger\":\"NaN\"}",
            "{\"rule\":\"r\",\"device\":\"d\",\"isOff\":\"yes\"}")) {
      DocumentException refused =
          assertThrows(
              DocumentException.class, () -> documents.read(DeviceLimit.class, text), text);
      assertTrue(
          String.valueOf(refused.getMessage()).startsWith("a document is no DeviceLimit: "),
          refused.getMessage());
    }
    assertThrows(
        DocumentException.class,
        () -> documents.read(Notified.class, "{\"severity\":\"LOUD\"}"),
        "a constant that is not known");
  }

  @Test
  @DisplayName("a message shows the beginning of a wrong text, and so do its causes")
  void longText() {
    String end = "hunter2";
    String text = "x".repeat(5_000) + end;
    for (DocumentException refused :
        List.of(
            refusal(Notified.class, "{\"severity\":\"" + text + "\"}"),
            refusal(Notified.class, "{\"first\":\"" + text + "\"}"),
            refusal(MaintenanceWindow.class, "{\"timing\":{\"is\":\"" + text + "\"}}"))) {
      for (Throwable at = refused; at != null; at = at.getCause()) {
        String message = String.valueOf(at.getMessage());
        assertTrue(message.length() < 300 && !message.contains(end), message);
      }
    }
  }

  @Test
  @DisplayName("what follows the end of a document is refused")
  void behindTheEnd() {
    String whole = documents.write(DeviceLimit.off("r", "d"));
    assertEquals(DeviceLimit.off("r", "d"), documents.read(DeviceLimit.class, whole + " \n"));
    for (String more : List.of(whole, "}", "x", "0")) {
      assertTrue(refusal(DeviceLimit.class, whole + more).getCause() != null, more);
    }
  }

  private DocumentException refusal(Class<? extends Record> type, String text) {
    return assertThrows(DocumentException.class, () -> documents.read(type, text));
  }

  @Test
  @DisplayName(
      "nothing of a document is in the message, which may hold what a host keeps to itself")
  void secret() {
    DocumentException refused =
        assertThrows(
            DocumentException.class,
            () -> documents.read(DeviceLimit.class, "{\"rule\":\"r\",\"device\":hunter2}"));
    assertTrue(!String.valueOf(refused.getMessage()).contains("\"rule\""), refused.getMessage());
  }
}
