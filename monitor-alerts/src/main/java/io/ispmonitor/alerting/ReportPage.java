package io.ispmonitor.alerting;

import io.ispmonitor.alert.Acknowledgement;
import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.CleanText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/** Writes an incident report as Markdown. For one thread. */
final class ReportPage {
  private static final int MOST_NAMED = 50;
  private static final int LONGEST_TEXT = 4_000;
  private static final List<String> CHECKLIST =
      List.of(
          "Is the cause known, and is it written down here?",
          "Was it seen in advance: voltage, signal, temperature, traffic?",
          "Did the right person hear of it, and soon enough?",
          "Was there a spare part, a second way, a second supply? Should there be?",
          "Are the dependencies in the inventory those of the network?",
          "Were customers told?",
          "What keeps it from happening again, who does it, and by when?");

  private final IncidentReport report;
  private final DateTimeFormatter times;
  private final StringBuilder page = new StringBuilder();

  ReportPage(IncidentReport report, ZoneId zone) {
    this.report = report;
    this.times = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx").withZone(zone);
  }

  String text() {
    head();
    timeLine();
    keptBack();
    if (report.isLong()) {
      line("", "## Checklist", "");
      CHECKLIST.forEach(is -> line("- [ ] " + is));
    }
    return page.toString();
  }

  private void head() {
    Alert alert = report.alert();
    line("# Incident: " + escaped(alert.summary()), "");
    line("| | |", "|---|---|");
    row("Alert", alert.key());
    row("Severity", alert.severity().name());
    row("Device", alert.source());
    row("Because", alert.evidence());
    row("Began", at(alert.firstSeen()));
    Instant end = alert.resolvedAt();
    row("Ended", end == null ? "not yet" : at(end) + ": " + alert.reason());
    row("Downtime", words(report.downtime()));
    row("Affected devices", Integer.toString(alert.affected()));
    row("Affected subscribers", Long.toString(alert.subscribers()));
    row("Round trips lost", Integer.toString(report.samplesLost()));
    Acknowledgement by = alert.acknowledgement();
    row("Taken by", by == null ? "nobody" : by.by() + ", " + at(by.at()) + ": " + by.comment());
    row("Told by", toldBy(alert));
  }

  private static String toldBy(Alert alert) {
    List<String> channels = alert.notified().stream().map(is -> is.channel()).toList();
    return channels.isEmpty() ? "no channel" : String.join(", ", channels);
  }

  private void timeLine() {
    line("", "## Time line", "");
    report
        .timeLine()
        .forEach(entry -> line("- %s %s".formatted(at(entry.at()), escaped(entry.what()))));
  }

  private void keptBack() {
    List<Alert> others = report.keptBack();
    if (others.isEmpty()) {
      return;
    }
    line("", "## Kept back: " + others.size(), "");
    report.reasons().entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .forEach(is -> line("- %d: %s".formatted(is.getValue(), escaped(is.getKey()))));
    line("");
    others.stream().limit(MOST_NAMED).forEach(is -> line("- " + escaped(is.source())));
    if (others.size() > MOST_NAMED) {
      line("- and %d more".formatted(others.size() - MOST_NAMED));
    }
  }

  private void row(String name, String value) {
    line("| %s | %s |".formatted(name, escaped(value)));
  }

  private void line(String... lines) {
    for (String line : lines) {
      page.append(line).append('\n');
    }
  }

  private String at(Instant moment) {
    return times.format(moment);
  }

  private static String words(Duration time) {
    return "%d h %02d min %02d s"
        .formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }

  /** In one line; what means something in Markdown or in HTML loses its meaning. */
  private static String escaped(String said) {
    String text = CleanText.line(said, LONGEST_TEXT);
    StringBuilder safe = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '&' -> safe.append("&amp;");
        case '\\', '`', '*', '_', '[', ']', '|', '~', '#' -> safe.append('\\').append(c);
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }
}
