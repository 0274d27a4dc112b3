package io.ispmonitor.internal.path;

import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.internal.loop.HostPart;
import io.ispmonitor.internal.loop.Loop;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks probes, extensions and the host's own checks how they are, on a loop of its own, and
 * remembers what they said: so a report waits for nobody. One that hangs keeps the others waiting
 * until the watchdog leaves it behind, and that once only: while a thread hangs in it, it is not
 * asked again.
 */
final class HostHealth {
  static final Duration OFTEN = Duration.ofSeconds(1);
  private static final long TURN_EVERY = OFTEN.toNanos();

  private final TimeSource time;
  private final List<HealthInquiry> inquiries = new ArrayList<>();
  private final Runnable each;
  private int next;
  private @Nullable Loop loop;

  /**
   * Asks nobody yet.
   *
   * @param each what is done in every turn, before anybody is asked
   */
  HostHealth(TimeSource time, Runnable each) {
    this.time = time;
    this.each = each;
  }

  /**
   * Adds one to ask; before the loop starts.
   *
   * @param unheard what is reported before the first answer
   */
  HealthInquiry add(
      String name, Duration every, List<HealthCheck> unheard, Supplier<List<HealthCheck>> health) {
    HealthInquiry inquiry = new HealthInquiry(time, name, every, health, unheard);
    inquiries.add(inquiry);
    return inquiry;
  }

  void runBy(Loop loop) {
    this.loop = loop;
  }

  List<HostPart> parts() {
    return inquiries.stream().map(inquiry -> inquiry.part).toList();
  }

  long turn(long now) {
    each.run();
    Loop running = loop;
    while (running != null && next < inquiries.size()) {
      HealthInquiry inquiry = inquiries.get(next++); // first, in case it hangs
      long at = time.nanoTime();
      if (inquiry.isDue(at)) {
        inquiry.asks(at);
        running.call(inquiry.part, "ask for", inquiry.part, inquiry::ask);
      }
    }
    next = 0;
    return now + TURN_EVERY;
  }
}
