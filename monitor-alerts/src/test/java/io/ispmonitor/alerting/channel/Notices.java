package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.AlertBuilder;
import io.ispmonitor.alert.Message;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.Receipt;
import io.ispmonitor.alert.Severity;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Notices for tests. */
final class Notices {
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123Z");

  /** What a device may call itself. */
  static final String HOSTILE =
      "<b onclick=\"x\">&\"']\\\r\nBcc: all@example.net\u202e*_`<!channel>\u0000\u0007é漢😀\ud83d";

  private Notices() {}

  /** About one device that is down. */
  static Notice about(String id, Alert... alerts) {
    return notice(id, Message.of("Tower 7 is down"), alerts);
  }

  static Notice notice(String id, Message message, Alert... alerts) {
    return new Notice(
        id,
        "incident-1",
        Notice.Kind.PROBLEM,
        Severity.CRITICAL,
        NOON,
        message,
        List.of(alerts),
        null,
        false);
  }

  /** Of some kind, behind what was delivered before. */
  static Notice notice(
      Notice.Kind kind, Severity severity, Message message, @Nullable Receipt previous) {
    return new Notice("n-1", "i-1", kind, severity, NOON, message, List.of(), previous, false);
  }

  static AlertBuilder alert(String id) {
    return Alert.builder(id, "device.down/tower-7", NOON)
        .type("device.down")
        .severity(Severity.CRITICAL)
        .source("tower-7")
        .labels(Map.of("site", "north", "role", "tower"))
        .summary("tower-7 is down")
        .affects(List.of("tower-7", "cpe-1"), 2, 5_000);
  }

  /** Hostile wherever text is taken. */
  static Notice hostile() {
    Alert alert =
        Alert.builder("../../../etc/passwd", "../" + HOSTILE, NOON)
            .type(HOSTILE)
            .source(HOSTILE)
            .labels(Map.of(HOSTILE, HOSTILE))
            .facts(Map.of("value", HOSTILE))
            .summary(HOSTILE)
            .evidence(HOSTILE)
            .affects(List.of(HOSTILE), 1, 0)
            .build();
    Message message =
        new Message(
            HOSTILE,
            List.of(new Message.Field(HOSTILE, HOSTILE)),
            HOSTILE.repeat(500),
            URI.create("https://example.net/run?a=1&b=2"));
    return new Notice(
        "id " + HOSTILE,
        "incident " + HOSTILE,
        Notice.Kind.UPDATE,
        Severity.EMERGENCY,
        NOON,
        message,
        List.of(alert),
        null,
        true);
  }
}
