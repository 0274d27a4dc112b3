package io.ispmonitor.icmp;

import io.ispmonitor.reachability.Announcement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An announcement as it travels from one JVM to another.
 *
 * @param kind what is announced
 * @param device the device's id
 * @param firstUnansweredAt when the first unanswered question was sent; null when there is none
 * @param toldAt when the listener heard of it
 */
record AnnouncementLine(
    Announcement.Kind kind, String device, @Nullable Instant firstUnansweredAt, Instant toldAt) {
  static final String KEYWORD = "announcement";

  static String of(Announcement announcement, Instant toldAt) {
    return Tabs.join(
        KEYWORD,
        announcement.kind(),
        announcement.device(),
        announcement.evidence().firstUnansweredAt(),
        toldAt);
  }

  static AnnouncementLine parse(List<String> words) {
    return new AnnouncementLine(
        Announcement.Kind.valueOf(words.get(1)),
        words.get(2),
        Tabs.instant(words.get(3)),
        Instant.parse(words.get(4)));
  }

  /** How long after the sending of the first unanswered question it was told. */
  Duration delay() {
    if (firstUnansweredAt == null) {
      throw new AssertionError("nothing was unanswered: " + this);
    }
    return Duration.between(firstUnansweredAt, toldAt);
  }
}
