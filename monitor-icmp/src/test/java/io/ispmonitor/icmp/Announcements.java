package io.ispmonitor.icmp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long after the sending of their first unanswered question outages were announced. */
final class Announcements {
  private final List<String> each = new ArrayList<>();
  private final List<Duration> times = new ArrayList<>();

  void add(Duration interval, AnnouncementLine down) {
    Duration delay = down.delay();
    each.add(
        "%s, asked every %d s: %s".formatted(down.device(), interval.toSeconds(), seconds(delay)));
    times.add(delay);
  }

  @Override
  public String toString() {
    if (times.isEmpty()) {
      return "no outage was announced";
    }
    List<Duration> sorted = times.stream().sorted().toList();
    return "%d outages, announced after: shortest %s, median %s, longest %s; %s"
        .formatted(
            sorted.size(),
            seconds(sorted.get(0)),
            seconds(sorted.get(sorted.size() / 2)),
            seconds(sorted.get(sorted.size() - 1)),
            String.join("; ", each));
  }

  private static String seconds(Duration time) {
    return "%.3f s".formatted(time.toNanos() / 1e9);
  }
}
