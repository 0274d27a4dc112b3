package io.ispmonitor.internal.path;

import io.ispmonitor.extension.ProbeResult;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.probe.ProbeOutcome;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Those who wait for the outcomes of single devices, a handful at most. While there is nobody, an
 * outcome costs one look at an empty map. The ears are ours and only take note.
 */
final class Onlookers {
  private final Map<String, Onlooker> byDevice = new ConcurrentHashMap<>();

  private record Onlooker(long sinceNanos, Consumer<ProbeResult> ear) {}

  /**
   * Hears of questions to a device that are asked from this time on; one for each device.
   *
   * @return hears no more
   */
  Runnable add(String device, long sinceNanos, Consumer<ProbeResult> ear) {
    Onlooker added = new Onlooker(sinceNanos, ear);
    byDevice.put(device, added);
    return () -> byDevice.remove(device, added);
  }

  /** A question ended; the judge's. */
  void tell(OpenQuestion question, ProbeOutcome outcome) {
    if (byDevice.isEmpty()) {
      return;
    }
    Onlooker there = byDevice.get(question.asking.watched.id());
    if (there != null && question.askedNanos - there.sinceNanos >= 0) {
      there.ear.accept(
          new ProbeResult(
              question.asked(),
              question.asking.runner.name,
              EpochNanos.toInstant(question.askedEpochNanos),
              outcome));
    }
  }
}
