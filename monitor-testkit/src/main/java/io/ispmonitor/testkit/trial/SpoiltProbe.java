package io.ispmonitor.testkit.trial;

import io.ispmonitor.device.Device;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Question;
import io.ispmonitor.probe.Role;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Asks by another probe, and spoils some of what comes back: some silences become refusals by a
 * router, and at times our side fails to ask a device at all.
 */
final class SpoiltProbe implements Probe {
  private static final ProbeOutcome REFUSED = new ProbeOutcome.Refused("host unreachable", null);
  private static final ProbeOutcome BROKEN = new ProbeOutcome.Broken("no socket left", null);
  private static final long ON_TIME = Duration.ofMillis(100).toNanos();

  private final Probe probe;
  private final TimeSource time;
  private final Predicate<String> isRefused;
  private final Map<String, List<Draw.Failure>> failures;
  private final Map<String, List<Draw.Failure>> everyOther;

  /** How often devices were asked while every other question of theirs fails. */
  private final Map<String, Integer> asked = new HashMap<>();

  /**
   * Over another one.
   *
   * @param isRefused whether a router would refuse a question that is sent to a device now
   * @param failures when our side fails to ask whom
   * @param everyOther when every other question to whom fails
   */
  SpoiltProbe(
      Probe probe,
      TimeSource time,
      Predicate<String> isRefused,
      List<Draw.Failure> failures,
      List<Draw.Failure> everyOther) {
    this.probe = probe;
    this.time = time;
    this.isRefused = isRefused;
    this.failures = byDevice(failures);
    this.everyOther = byDevice(everyOther);
  }

  private static Map<String, List<Draw.Failure>> byDevice(List<Draw.Failure> failures) {
    return failures.stream().collect(Collectors.groupingBy(Draw.Failure::device));
  }

  @Override
  public String name() {
    return probe.name();
  }

  @Override
  public Role role() {
    return probe.role();
  }

  @Override
  public Layout layout() {
    return probe.layout();
  }

  @Override
  public Question start(Device device, Deadline deadline, Consumer<ProbeOutcome> outcome) {
    if (fails(device.id())) {
      outcome.accept(BROKEN);
      return () -> {};
    }
    return isRefused.test(device.id())
        ? probe.start(device, deadline, found -> outcome.accept(spoilt(found, deadline)))
        : probe.start(device, deadline, outcome);
  }

  private boolean fails(String device) {
    return isAmong(failures, device)
        || (isAmong(everyOther, device) && asked.merge(device, 1, Integer::sum) % 2 == 0);
  }

  private boolean isAmong(Map<String, List<Draw.Failure>> failures, String device) {
    List<Draw.Failure> here = failures.get(device);
    if (here == null) {
      return false;
    }
    Instant now = time.instant();
    return here.stream().anyMatch(is -> !now.isBefore(is.from()) && now.isBefore(is.to()));
  }

  /** What is late comes from a pause of ours, and no router says so. */
  private ProbeOutcome spoilt(ProbeOutcome found, Deadline deadline) {
    boolean isOnTime = time.nanoTime() - deadline.atNanos() < ON_TIME;
    return found instanceof ProbeOutcome.Silent && isOnTime ? REFUSED : found;
  }
}
