package io.ispmonitor.internal.path;

import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.internal.loop.HostPart;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * One of the host's parts that is asked how it is, again and again, and what it said last. While a
 * thread hangs in it, it is not asked again, and what it said before is told with the time it is
 * from.
 */
final class HealthInquiry {
  final HostPart part;
  private final TimeSource time;
  private final long everyNanos;
  private final Supplier<List<HealthCheck>> health;
  private final List<HealthCheck> unheard;
  private volatile Word last;
  private volatile long askedNanos;

  // The health loop's.
  private long dueNanos;
  private boolean wasAsked;

  /**
   * Asks for the first time when the loop first comes by.
   *
   * @param unheard what is reported before the first answer
   */
  HealthInquiry(
      TimeSource time,
      String name,
      Duration every,
      Supplier<List<HealthCheck>> health,
      List<HealthCheck> unheard) {
    this.time = time;
    this.part = new HostPart("health of " + name);
    this.everyNanos = every.toNanos();
    this.health = health;
    this.unheard = unheard;
    this.last = new Word(unheard, time.nanoTime());
  }

  /** Whether it is to be asked now. */
  boolean isDue(long now) {
    return (!wasAsked || now - dueNanos >= 0) && part.stuck() == 0;
  }

  /** It is about to be asked. */
  void asks(long now) {
    wasAsked = true;
    dueNanos = now + everyNanos;
    askedNanos = now;
  }

  /** Asks it, which may take as long as it likes. */
  void ask() {
    List<HealthCheck> checks = List.copyOf(health.get());
    last = new Word(checks, time.nanoTime());
  }

  /** What it said last; worse than that while it hangs. Any thread. */
  List<HealthCheck> said() {
    Word word = last;
    return part.stuck() == 0
        ? word.checks
        : word.checks.stream().map(check -> stale(check, word)).toList();
  }

  @SuppressWarnings("ReferenceEquality") // whether it has ever said anything
  private HealthCheck stale(HealthCheck check, Word word) {
    long now = time.nanoTime();
    String hangs = seconds(now - askedNanos);
    String detail =
        word.checks == unheard
            ? "has not answered yet; to ask it hangs for " + hangs
            : "%s (said %s ago; to ask it again hangs for %s)"
                .formatted(check.detail(), seconds(now - word.at), hangs);
    return new HealthCheck(check.name(), check.status().worse(HealthStatus.DEGRADED), detail);
  }

  private static String seconds(long nanos) {
    return Duration.ofNanos(nanos).toSeconds() + " s";
  }

  /** What was said, and when. */
  private record Word(List<HealthCheck> checks, long at) {}
}
