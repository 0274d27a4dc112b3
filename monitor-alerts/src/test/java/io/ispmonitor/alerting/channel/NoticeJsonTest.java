package io.ispmonitor.alerting.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.Acknowledgement;
import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.Message;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.Notified;
import io.ispmonitor.alert.Receipt;
import io.ispmonitor.alert.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NoticeJsonTest {
  private static final int MUCH = 1 << 24;

  private static Map<String, Object> read(Notice notice, int most) throws IOException {
    byte[] bytes = NoticeJson.bytes(notice, most);
    assertTrue(bytes.length <= most, bytes.length + " bytes");
    return Json.object(new String(bytes, StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("a notice says its version, what it is about, its message and its alerts")
  void wholeNotice() throws IOException {
    Alert alert =
        Notices.alert("a-1")
            .acknowledged(new Acknowledgement("ana", Notices.NOON, "on my way", null))
            .build();
    Message message =
        new Message("Tower 7", List.of(new Message.Field("Site", "north")), "one\ntwo", null);

    Map<String, Object> read = read(Notices.notice("n-1", message, alert), MUCH);

    assertEquals(1L, read.get("version"));
    assertEquals("n-1", read.get("id"));
    assertEquals("problem", read.get("kind"));
    assertEquals("critical", read.get("severity"));
    assertEquals("2026-11-22T12:00:00.123Z", read.get("at"));
    assertEquals(0L, read.get("alertsLeftOut"));
    assertEquals("one\ntwo", Json.in(read, "message").get("text"));
    assertEquals(
        List.of(Map.of("name", "Site", "value", "north")),
        Json.list(Json.in(read, "message"), "fields"));
    Map<String, Object> first = Json.list(read, "alerts").get(0);
    assertEquals("acknowledged", first.get("status"));
    assertEquals(Map.of("site", "north", "role", "tower"), first.get("labels"));
    assertEquals(5_000L, first.get("subscribers"));
    assertEquals("ana", Json.in(first, "acknowledgement").get("by"));
    assertNull(first.get("resolvedAt"));
  }

  @Test
  @DisplayName("who was told, and by which receipt, is not written")
  void receiptsStay() {
    Notified notified =
        new Notified("mail", Notices.NOON, Severity.CRITICAL, new Receipt("planted"));
    Alert alert = Notices.alert("a-1").notified(List.of(notified)).build();

    assertTrue(!NoticeJson.text(Notices.about("n-1", alert), MUCH).contains("planted"));
  }

  private static Notice about(int alerts) {
    return Notices.about(
        "n-1",
        IntStream.range(0, alerts)
            .mapToObj(i -> Notices.alert("a-" + i).build())
            .toArray(Alert[]::new));
  }

  @Test
  @DisplayName("when alerts have no room in full, the gravest are, and the others are named")
  void shortAlerts() throws IOException {
    Map<String, Object> read = read(about(60), 20_000);

    List<Map<String, Object>> alerts = Json.list(read, "alerts");
    assertEquals(60, alerts.size());
    assertEquals(0L, read.get("alertsLeftOut"));
    long inFull = alerts.stream().filter(alert -> !alert.containsKey("isShort")).count();
    assertTrue(inFull > 10, inFull + " in full");
    assertEquals("a-0", alerts.get(0).get("id"));
    assertEquals(5_000L, alerts.get(0).get("subscribers"));
    assertEquals(
        Map.of(
            "isShort", true,
            "id", "a-59",
            "key", "device.down/tower-7",
            "severity", "critical",
            "source", "tower-7",
            "status", "firing",
            "summary", "tower-7 is down"),
        alerts.get(59));
  }

  @Test
  @DisplayName("alerts that cannot even be named are counted, and no more of them than needed")
  void cutAlerts() throws IOException {
    Map<String, Object> read = read(about(500), 20_000);

    int kept = Json.list(read, "alerts").size();
    assertTrue(kept > 100, kept + " kept");
    assertEquals(500L - kept, read.get("alertsLeftOut"));
    assertEquals("a-0", Json.list(read, "alerts").get(0).get("id"));
    int named = NoticeJson.bytes(about(500), 20_000).length / kept;
    assertTrue(20_000 - NoticeJson.bytes(about(500), 20_000).length < named, "room for one more");
  }

  @Test
  @DisplayName("the only alert is named, however much a device has made it say")
  void oneLongAlert() throws IOException {
    Alert alert =
        Notices.alert("a-1")
            .facts(Map.of("text", "漢".repeat(4_000)))
            .summary("漢".repeat(2_000))
            .evidence("漢".repeat(500))
            .build();
    Message message = new Message("漢".repeat(300), List.of(), "漢".repeat(9_000), null);

    Map<String, Object> read = read(Notices.notice("n-1", message, alert), 20_000);

    assertEquals(0L, read.get("alertsLeftOut"));
    assertEquals("a-1", Json.list(read, "alerts").get(0).get("id"));
    assertEquals("漢".repeat(99) + "…", Json.list(read, "alerts").get(0).get("summary"));
  }

  @Test
  @DisplayName("a message for which there is no room goes without its fields, and its text is cut")
  void cutMessage() throws IOException {
    Map<String, Object> read = read(Notices.hostile(), NoticeJson.LEAST_BYTES);

    Map<String, Object> message = Json.in(read, "message");
    assertEquals(List.of(), message.get("fields"));
    assertTrue(String.valueOf(message.get("text")).endsWith("…"), "the text says that it was cut");
    assertEquals(true, Json.list(read, "alerts").get(0).get("isShort"));
  }

  @Test
  @DisplayName("a message that fills all the room is cut, so that its alert is named")
  void messageFillsAll() throws IOException {
    Notice bare = Notices.notice("n-1", new Message("Tower 7", List.of(), "x".repeat(9_000), null));
    Notice notice = Notices.notice("n-1", bare.message(), Notices.alert("a-1").build());

    Map<String, Object> read = read(notice, NoticeJson.bytes(bare, MUCH).length + 20);

    assertEquals(0L, read.get("alertsLeftOut"));
    assertEquals("a-1", Json.list(read, "alerts").get(0).get("id"));
  }

  @Test
  @DisplayName("fields for which there is no room go, also where there is no text to cut")
  void cutFields() throws IOException {
    Message.Field field = new Message.Field("Site", "x".repeat(1_000));
    Message message = new Message("Tower 7", Collections.nCopies(9, field), "", null);

    Map<String, Object> read = read(Notices.notice("n-1", message), NoticeJson.LEAST_BYTES);

    assertEquals(List.of(), Json.in(read, "message").get("fields"));
  }

  @Test
  @DisplayName("hostile text stays within its strings, and all of it is in one line")
  void hostile() throws IOException {
    String text = NoticeJson.text(Notices.hostile(), MUCH);

    assertTrue(text.chars().allMatch(c -> c >= ' '), "no control character");
    Map<String, Object> read = read(Notices.hostile(), MUCH);
    Map<String, Object> alert = Json.list(read, "alerts").get(0);
    String half = Notices.HOSTILE.substring(Notices.HOSTILE.length() - 1);
    assertEquals(Notices.HOSTILE.replaceAll(half + "$", "?"), alert.get("source"));
    assertEquals("../../../etc/passwd", alert.get("id"));
  }
}
