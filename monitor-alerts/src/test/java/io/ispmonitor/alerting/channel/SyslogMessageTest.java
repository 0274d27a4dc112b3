package io.ispmonitor.alerting.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.Message;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.Severity;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyslogMessageTest {
  private static final int MOST = 2_048;
  private static final SyslogIdentity IDENTITY =
      new SyslogIdentity(16, "monitor.example.net", "ispmonitor", 32_473);

  private static Rfc5424 parsed(Notice notice) {
    byte[] message = SyslogMessage.of(notice, IDENTITY, MOST);
    assertTrue(message.length <= MOST, message.length + " bytes");
    return Rfc5424.parse(message);
  }

  @Test
  @DisplayName("a message says when, who, what sort of alert, about what, and the text in one line")
  void wholeMessage() {
    Message text =
        new Message("Torre é", List.of(new Message.Field("Site", "north")), "a\n\nb", null);

    Rfc5424 read = parsed(Notices.notice("n-1", text, Notices.alert("a-1").build()));

    assertEquals(16, read.facility());
    assertEquals(2, read.severity());
    assertEquals("2026-11-22T12:00:00.123Z", read.time());
    assertEquals("monitor.example.net", read.hostName());
    assertEquals("ispmonitor", read.appName());
    assertEquals(Long.toString(ProcessHandle.current().pid()), read.procId());
    assertEquals("device.down", read.msgId());
    assertEquals("alert@32473", read.dataId());
    assertEquals("n-1", read.data().get("notice"));
    assertEquals("device.down/tower-7", read.data().get("key"));
    assertEquals("5000", read.data().get("subscribers"));
    assertEquals("Torre é; Site: north; a; b", read.text());
  }

  @ParameterizedTest
  @CsvSource({
    "PROBLEM, INFO, 6",
    "PROBLEM, WARNING, 4",
    "UPDATE, CRITICAL, 2",
    "ESCALATION, EMERGENCY, 1",
    "RECOVERY, EMERGENCY, 5",
  })
  @DisplayName("severities are those of syslog, and what is over is a notice")
  void severities(Notice.Kind kind, Severity severity, int expected) {
    Notice notice =
        new Notice(
            "n-1", "i-1", kind, severity, Notices.NOON, Message.of("x"), List.of(), null, false);

    assertEquals(expected, parsed(notice).severity());
  }

  @Test
  @DisplayName("a notice without alerts is of the type of its kind")
  void noAlerts() {
    assertEquals("problem", parsed(Notices.about("n-1")).msgId());
  }

  @Test
  @DisplayName("hostile text stays within its fields, and within the length")
  void hostile() {
    Rfc5424 read = parsed(Notices.hostile());

    assertEquals("../../../etc/passwd", read.data().get("id"));
    String source = read.data().getOrDefault("source", "");
    assertTrue(source.startsWith("<b onclick=\"x\">&\"']\\ Bcc:"), source);
    assertTrue(read.text().endsWith("…"), "the text says that it was cut");
    assertFalse(read.text().chars().anyMatch(c -> c < ' ' || c == '\u202e'));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "é", "漢", "😀", "👩‍👩‍👧", "]", "\"", "\\"})
  @DisplayName("however long everything is, the message is whole and as long as it may be")
  void longest(String character) {
    Alert alert =
        Alert.builder(longest(character, 500), longest(character, 500), Notices.NOON)
            .type(longest(character, 500))
            .source(longest(character, 500))
            .build();
    Notice notice =
        new Notice(
            character.repeat(1_000),
            character.repeat(1_000),
            Notice.Kind.ESCALATION,
            Severity.EMERGENCY,
            Notices.NOON,
            new Message(character.repeat(300), List.of(), character.repeat(3_000), null),
            List.of(alert),
            null,
            false);
    SyslogIdentity longest =
        new SyslogIdentity(23, "h".repeat(300), "a".repeat(100), Integer.MAX_VALUE);

    byte[] message = SyslogMessage.of(notice, longest, MOST);

    assertTrue(message.length <= MOST && message.length > MOST - 30, message.length + " bytes");
    assertEquals(255, Rfc5424.parse(message).hostName().length());
  }

  private static String longest(String character, int most) {
    return character.repeat(most / character.length());
  }
}
