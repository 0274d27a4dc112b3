package io.ispmonitor.alerting.message;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** Times as people say them: in their zone, and no more exact than they care for. */
final class Spoken {
  private final Phrases phrases;
  private final DateTimeFormatter moments;

  Spoken(Phrases phrases, ZoneId zone) {
    this.phrases = phrases;
    boolean isEnglish = phrases.locale().getLanguage().equals("en");
    this.moments =
        DateTimeFormatter.ofPattern(
                isEnglish ? "yyyy-MM-dd HH:mm:ss xxx" : "dd/MM/yyyy HH:mm:ss xxx")
            .withLocale(phrases.locale())
            .withZone(zone);
  }

  String moment(Instant at) {
    return moments.format(at);
  }

  String duration(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    if (seconds < 120) {
      return say("seconds", seconds, 0);
    } else if (seconds < 7_200) {
      return say("minutes", seconds / 60, 0);
    } else if (seconds < 172_800) {
      return say("hours", seconds / 3_600, seconds % 3_600 / 60);
    }
    return say("days", seconds / 86_400, seconds % 86_400 / 3_600);
  }

  private String say(String unit, long n, long m) {
    return phrases.say("duration." + unit, Map.of("n", Long.toString(n), "m", Long.toString(m)));
  }
}
