package io.ispmonitor.internal.path;

import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.internal.gauge.Peak;
import io.ispmonitor.internal.gauge.Recent;
import io.ispmonitor.internal.gauge.Tally;
import io.ispmonitor.internal.loop.HostPart;
import io.ispmonitor.time.TimeSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Whether the host's code comes back, in time and without an exception. */
final class HostCodeChecks {
  private static final double NANOS = 1e9;

  private final TimeSource time;
  private final Recent recent;
  private final Supplier<List<HostPart>> parts;
  private final Map<HostPart, Followed> followed = new LinkedHashMap<>();

  HostCodeChecks(TimeSource time, Recent recent, Supplier<List<HostPart>> parts) {
    this.time = time;
    this.recent = recent;
    this.parts = parts;
    follow();
  }

  /** Finds parts that have come since, such as listeners. */
  void follow() {
    all();
  }

  List<HealthCheck> checks() {
    Map<String, List<Followed>> byName = new LinkedHashMap<>();
    for (Followed part : all()) {
      byName.computeIfAbsent(part.part.name(), any -> new ArrayList<>()).add(part);
    }
    List<HealthCheck> checks = new ArrayList<>();
    byName.forEach((name, alike) -> checks.add(check("host code: " + name, alike)));
    return checks;
  }

  private synchronized List<Followed> all() {
    for (HostPart part : parts.get()) {
      followed.computeIfAbsent(part, any -> new Followed(part, recent));
    }
    return List.copyOf(followed.values());
  }

  /** Of all parts with one name; there are several of those that do the same side by side. */
  private HealthCheck check(String name, List<Followed> parts) {
    List<String> said = new ArrayList<>();
    failures(said, parts);
    hangs(said, parts);
    slowness(said, parts);
    return said.isEmpty()
        ? HealthCheck.healthy(name, "")
        : HealthCheck.degraded(name, String.join("; ", said));
  }

  private static void failures(List<String> said, List<Followed> parts) {
    long failed = sum(parts, is -> is.failed.recent());
    if (failed > 0) {
      said.add(
          "%d calls failed %s, %d in all; last failure: %s"
              .formatted(
                  failed, Recent.WORDS, sum(parts, is -> is.failed.total()), lastFailure(parts)));
    }
  }

  private void hangs(List<String> said, List<Followed> parts) {
    long stuck = sum(parts, is -> is.part.stuck());
    if (stuck > 0) {
      long now = time.nanoTime();
      List<String> where = new ArrayList<>();
      parts.forEach(is -> where.addAll(is.part.hanging(now)));
      said.add("%d threads hang in it: %s".formatted(stuck, String.join(", ", where)));
    }
    long barred = sum(parts, is -> is.barred.recent());
    if (barred > 0) {
      said.add(
          "%d calls were not made %s, %d in all"
              .formatted(barred, Recent.WORDS, sum(parts, is -> is.barred.total())));
    }
  }

  private void slowness(List<String> said, List<Followed> parts) {
    long slow = sum(parts, is -> is.slow.recent());
    if (slow > 0) {
      long longest =
          parts.stream().mapToLong(is -> is.longest.recent(recent)).max().orElse(Peak.NOTHING);
      said.add(
          String.format(
              Locale.ROOT,
              "%d calls took longer than %d s %s, the longest %.1f s",
              slow,
              HostPart.SLOW.toSeconds(),
              Recent.WORDS,
              Math.max(longest, HostPart.SLOW.toNanos()) / NANOS));
    }
  }

  private static long sum(List<Followed> parts, ToLongFunction<Followed> what) {
    return parts.stream().mapToLong(what).sum();
  }

  private static String lastFailure(List<Followed> parts) {
    return parts.stream()
        .filter(is -> is.failed.recent() > 0)
        .map(is -> String.valueOf(is.part.lastFailure()))
        .findFirst()
        .orElse("");
  }

  /** A part and what has become of calls to it. */
  private static final class Followed {
    final HostPart part;
    final Tally failed;
    final Tally barred;
    final Tally slow;
    final Peak longest;

    Followed(HostPart part, Recent recent) {
      this.part = part;
      this.failed = recent.tally(part::failed);
      this.barred = recent.tally(part::barred);
      this.slow = recent.tally(part::slow);
      this.longest = recent.follow(part.longest());
    }
  }
}
