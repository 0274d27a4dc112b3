package io.ispmonitor.testkit.contract;

import io.ispmonitor.alert.Acknowledgement;
import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.Notified;
import io.ispmonitor.alert.Receipt;
import io.ispmonitor.alert.Severity;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The alerts that contracts of stores keep. Times are whole milliseconds. */
final class ContractAlerts {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00.001Z");

  private ContractAlerts() {}

  /** With nothing but what it must have. */
  static Alert plain(int number) {
    Instant at = NOON.plusSeconds(number);
    return Alert.builder("id-" + number, "key-" + number, at).build();
  }

  /** With a text wherever an alert takes text, and everything else it may have. */
  static Alert full(String text) {
    String word = text.isBlank() ? "word" : text.substring(0, Math.min(100, text.length()));
    return Alert.builder("full " + word, "key " + word, NOON)
        .clearKey("clear " + word)
        .type("type " + word)
        .severity(Severity.EMERGENCY)
        .source("device " + word)
        .labels(Map.of("label " + word, text))
        .facts(Map.of("fact " + word, text))
        .summary(text)
        .evidence(text)
        .affects(List.of("a " + word, "b"), 5_000, 3_000_000_000L)
        .seen(NOON.plusSeconds(60))
        .acknowledged(new Acknowledgement("by " + word, NOON, text, NOON.plusSeconds(3_600)))
        .notified(
            List.of(
                new Notified("chat " + word, NOON, Severity.CRITICAL, new Receipt("r " + word)),
                new Notified("mail", NOON.plusSeconds(1), Severity.WARNING, null)))
        .escalated(2)
        .runbook(URI.create("https://wiki.example/tower?a=1&b=%3Cb%3E"))
        .build();
  }
}
