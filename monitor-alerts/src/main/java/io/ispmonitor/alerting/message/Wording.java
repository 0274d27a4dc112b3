package io.ispmonitor.alerting.message;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.Message;
import io.ispmonitor.alert.Notice;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts notices into words of one language. Immutable; any thread. */
public final class Wording {
  private static final String OTHER = "other";
  private static final int MOST_LINES = 30;
  private static final int MOST_PARTS = 3;

  private final Phrases phrases;
  private final Spoken spoken;

  /**
   * Words of a language.
   *
   * @param zone in which times are told
   */
  public Wording(Phrases phrases, ZoneId zone) {
    this.phrases = phrases;
    this.spoken = new Spoken(phrases, zone);
  }

  /**
   * What a notice about some alerts says.
   *
   * @param alerts the gravest first; at least one unless it is a test
   * @param mayRepeat whether it may have been told before
   */
  public Message message(Notice.Kind kind, List<Alert> alerts, Instant at, boolean mayRepeat) {
    if (alerts.isEmpty()) {
      return new Message(phrases.say("kind.test", Map.of()), List.of(), text("", mayRepeat), null);
    }
    Alert first = alerts.get(0);
    List<Message.Field> fields = new ArrayList<>();
    field(fields, "since", spoken.moment(first.firstSeen()));
    if (first.isOpen()) {
      field(fields, "evidence", first.evidence());
      field(fields, "affected", affected(alerts));
      long subscribers = alerts.stream().mapToLong(Alert::subscribers).sum();
      field(fields, "subscribers", subscribers == 0 ? "" : count(subscribers));
    } else {
      field(fields, "how", first.reason());
    }
    String text = text(others(alerts, at), mayRepeat);
    return new Message(title(kind, alerts, at), fields, text, first.runbook());
  }

  /** What a notice says that was put into the words of another language before. */
  public Message message(Notice notice) {
    return notice.kind() == Notice.Kind.DIGEST
        ? digest(notice.alerts().stream().map(alert -> single(alert, notice)).toList())
        : message(notice.kind(), notice.alerts(), notice.at(), notice.mayRepeat());
  }

  /** A notice about one alert of a digest. */
  private Notice single(Alert alert, Notice digest) {
    Notice.Kind kind = alert.isOpen() ? Notice.Kind.PROBLEM : Notice.Kind.RECOVERY;
    List<Alert> alerts = List.of(alert);
    return new Notice(
        digest.id(),
        digest.incident(),
        kind,
        alert.severity(),
        digest.at(),
        message(kind, alerts, digest.at(), false),
        alerts,
        null,
        digest.mayRepeat());
  }

  /** That it may have been told before comes first: the end of a long text is cut. */
  private String text(String text, boolean mayRepeat) {
    if (!mayRepeat) {
      return text;
    }
    String note =
        phrases.say("field.repeated", Map.of()) + ": " + phrases.say("repeated", Map.of());
    return text.isEmpty() ? note : note + "\n" + text;
  }

  /** The same notice, which may have been told before and says so. */
  public Notice repeated(Notice notice) {
    if (notice.mayRepeat()) {
      return notice; // it says so already
    }
    Message said = notice.message();
    return new Notice(
        notice.id(),
        notice.incident(),
        notice.kind(),
        notice.severity(),
        notice.at(),
        new Message(said.title(), said.fields(), text(said.text(), true), said.link()),
        notice.alerts(),
        notice.previous(),
        true);
  }

  private String count(long number) {
    return String.format(phrases.locale(), "%,d", number);
  }

  private void field(List<Message.Field> fields, String name, String value) {
    if (!value.isEmpty()) {
      fields.add(new Message.Field(phrases.say("field." + name, Map.of()), value));
    }
  }

  private String affected(List<Alert> alerts) {
    int devices = alerts.stream().mapToInt(Alert::affected).sum();
    return devices <= 1
        ? ""
        : phrases.say("affected.many", Map.of("devices", Integer.toString(devices)));
  }

  private String title(Notice.Kind kind, List<Alert> alerts, Instant at) {
    Alert first = alerts.get(0);
    String what = what(first, at);
    if (alerts.size() > 1) {
      what =
          phrases.say(
              "kind.group", Map.of("what", what, "more", Integer.toString(alerts.size() - 1)));
    }
    String name =
        kind == Notice.Kind.RECOVERY && isWithdrawn(first)
            ? "kind.withdrawn"
            : "kind." + kind.name().toLowerCase(Locale.ROOT);
    return phrases.say(
        name, Map.of("severity", severity(first), "duration", lasted(first, at), "what", what));
  }

  /** What an alert is about, in one line. */
  public String what(Alert alert, Instant at) {
    Map<String, String> values = new HashMap<>(alert.facts());
    values.put("summary", alert.summary());
    values.put("duration", lasted(alert, at));
    values.putIfAbsent("device", alert.source());
    values.putIfAbsent("name", alert.source());
    values.putIfAbsent("kind", alert.labels().getOrDefault("kind", ""));
    values.putIfAbsent("since", spoken.moment(alert.firstSeen()));
    values.putIfAbsent("severity", severity(alert));
    String end = alert.isOpen() || isWithdrawn(alert) ? "" : ".end";
    String own = alert.type() + end;
    boolean isKnown = phrases.has(own) && phrases.template(own).isFilledBy(values);
    return phrases.say(isKnown ? own : OTHER + end, values);
  }

  /** It has ended without good news. */
  private static boolean isWithdrawn(Alert alert) {
    return alert.facts().containsKey("withdrawn");
  }

  private String severity(Alert alert) {
    return phrases.say("severity." + alert.severity().name().toLowerCase(Locale.ROOT), Map.of());
  }

  private String lasted(Alert alert, Instant at) {
    Instant end = alert.resolvedAt();
    return spoken.duration(Duration.between(alert.firstSeen(), end == null ? at : end));
  }

  /** A line for each alert, where there are several. */
  private String others(List<Alert> alerts, Instant at) {
    if (alerts.size() < 2) {
      return "";
    }
    List<String> lines = new ArrayList<>();
    alerts.stream().limit(MOST_LINES).forEach(alert -> lines.add("- " + what(alert, at)));
    if (alerts.size() > MOST_LINES) {
      lines.add(
          phrases.say("text.more", Map.of("more", Integer.toString(alerts.size() - MOST_LINES))));
    }
    return String.join("\n", lines);
  }

  /** What a digest of notices says: how many, behind what, and a line for each. */
  public Message digest(List<Notice> notices) {
    List<String> parts = parts(notices);
    String title =
        phrases.say(
            "digest.title",
            Map.of("count", Integer.toString(notices.size()), "parts", String.join(", ", parts)));
    List<String> lines = new ArrayList<>();
    notices.stream()
        .sorted(Comparator.comparing(Notice::severity).reversed())
        .limit(MOST_LINES)
        .forEach(notice -> lines.add("- " + notice.message().title()));
    if (notices.size() > MOST_LINES) {
      lines.add(
          phrases.say("text.more", Map.of("more", Integer.toString(notices.size() - MOST_LINES))));
    }
    boolean mayRepeat = notices.stream().anyMatch(Notice::mayRepeat);
    return new Message(title, List.of(), text(String.join("\n", lines), mayRepeat), null);
  }

  private List<String> parts(List<Notice> notices) {
    Map<String, Long> behind =
        notices.stream()
            .filter(notice -> notice.kind() != Notice.Kind.RECOVERY)
            .map(Wording::parent)
            .filter(parent -> !parent.isEmpty())
            .collect(Collectors.groupingBy(is -> is, LinkedHashMap::new, Collectors.counting()));
    List<String> parts = new ArrayList<>();
    long told = 0;
    List<Map.Entry<String, Long>> most =
        behind.entrySet().stream()
            .filter(entry -> entry.getValue() > 1)
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .limit(MOST_PARTS)
            .toList();
    for (Map.Entry<String, Long> entry : most) {
      parts.add(part("behind", entry.getValue(), entry.getKey()));
      told += entry.getValue();
    }
    long over = notices.stream().filter(is -> is.kind() == Notice.Kind.RECOVERY).count();
    if (over > 0) {
      parts.add(part("recovered", over, ""));
      told += over;
    }
    long left = notices.size() - told;
    if (left > 0) {
      parts.add(part(parts.isEmpty() ? "all" : "other", left, ""));
    }
    return parts;
  }

  private String part(String name, long count, String parent) {
    return phrases.say(
        "digest.part." + name, Map.of("count", Long.toString(count), "parent", parent));
  }

  private static String parent(Notice notice) {
    return notice.alerts().isEmpty()
        ? ""
        : notice.alerts().get(0).labels().getOrDefault("parent", "");
  }
}
