package io.ispmonitor.testkit.check;

import io.ispmonitor.alert.Notice;
import io.ispmonitor.metric.EpochNanos;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What the rules of alerts know in common. For one thread at a time. */
final class AlertScene {
  private static final long SICK = Duration.ofMinutes(15).toNanos();
  private static final int MOST_NOTICES = 100_000;

  final Lived lived = new Lived();
  final Troubles troubles = new Troubles();
  final AttachedMaintenance maintenance = new AttachedMaintenance();

  /** Notices that are told in the place of another channel's. */
  final Set<String> instead = latest();

  private final Findings findings;
  private final Map<String, Long> failedAt = new HashMap<>();

  AlertScene(Findings findings) {
    this.findings = findings;
  }

  /** A set that keeps the latest entries only. */
  static Set<String> latest() {
    return Collections.newSetFromMap(
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_NOTICES;
          }
        });
  }

  void failed(String channel) {
    failedAt.put(channel, lived.nanos());
  }

  /** When a channel failed last, by the time that was lived through. */
  long failedAt(String channel) {
    return failedAt.getOrDefault(channel, Long.MIN_VALUE);
  }

  /** Whether a channel has delivered whatever it was given for a while. */
  boolean isWell(String channel) {
    Long failed = failedAt.get(channel);
    return failed == null || lived.nanos() - failed > SICK;
  }

  /** The end of an alert is to be told by whoever told of it, from now on. */
  void owe(Episode episode, Episode.Told told) {
    if (told.severity != null && !told.isOver && !episode.isTakenOver()) {
      told.owedSince = Math.min(told.owedSince, lived.nanos());
    }
  }

  void add(Rule rule, String device, String text) {
    findings.add(rule, device, EpochNanos.of(lived.now()), text);
  }

  static String words(Notice notice) {
    return "%s '%s' decided at %s".formatted(notice.kind(), notice.message().title(), notice.at());
  }
}
