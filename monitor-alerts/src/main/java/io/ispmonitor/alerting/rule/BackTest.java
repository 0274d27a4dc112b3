package io.ispmonitor.alerting.rule;

import io.ispmonitor.device.Device;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.reachability.StateLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a rule would have said of what is stored. The evaluator is the same that watches, given what
 * a store holds; stores may have rounded values to the metric's resolution.
 *
 * @param rule the rule's id
 * @param from the first time that counts
 * @param to the first time that does not count any more
 * @param samples how many values or changes there were, gaps left out
 * @param firings what the rule would have said, in the order in which it began
 */
public record BackTest(String rule, Instant from, Instant to, long samples, List<Firing> firings) {
  /** What ends sooner than this was hardly worth a message. */
  public static final Duration FLAP = Duration.ofMinutes(5);

  /** Copies. */
  public BackTest {
    firings = List.copyOf(firings);
  }

  /**
   * One time that the rule would have fired.
   *
   * @param key of the trouble
   * @param begin when it would have been raised
   * @param end when it would have been cleared, the begin for what has no end; null when it lasted
   * @param peak the value that was furthest beyond, the lowest for a rule about low values; not a
   *     number where there are no values
   */
  public record Firing(String key, Instant begin, @Nullable Instant end, double peak) {

    /** Whether it ended, and in less than so long. What has no end is no flap. */
    public boolean isShorterThan(Duration time) {
      return end != null && end.isAfter(begin) && Duration.between(begin, end).compareTo(time) < 0;
    }
  }

  /** Something that happened. */
  private record Point(long epochNanos, Consumer<Replay> event) {}

  /**
   * Plays the stored values of a device to a rule about a metric, as if the device had never been
   * down and were no exception to the rule.
   *
   * @param instances of which parts of the device; one empty text for the device as a whole
   * @throws IllegalArgumentException when the rule is about something else, or {@code from} is
   *     after {@code to}
   */
  public static BackTest ofMetric(
      Rule rule,
      Device device,
      Metric metric,
      List<String> instances,
      MetricStore store,
      Instant from,
      Instant to) {
    return ofMetric(rule, device, metric, instances, Archive.of(store), from, to);
  }

  /**
   * Plays what is kept of a device to a rule about a metric: its values, and how it stood, since
   * nothing is missed of a device that is out of reach. The rule keeps to the limits of the device.
   *
   * @param instances of which parts of the device; one empty text for the device as a whole
   * @throws IllegalArgumentException when the rule is about something else, or {@code from} is
   *     after {@code to}
   */
  public static BackTest ofMetric(
      Rule rule,
      Device device,
      Metric metric,
      List<String> instances,
      Archive archive,
      Instant from,
      Instant to) {
    checkMetric(rule, metric);
    checkRange(rule, from, to);
    List<Point> points = new ArrayList<>();
    long[] values = {0};
    for (String instance : instances) {
      Layout layout = Layout.of(List.of(new Layout.Column(metric, instance)));
      SeriesKey series = SeriesKey.of(device.id(), metric.name(), instance);
      archive
          .values()
          .read(
              series,
              from,
              to,
              (epochNanos, value, gap) -> {
                Readings readings = Readings.of(layout, value);
                points.add(new Point(epochNanos, replay -> replay.read(epochNanos, readings)));
                values[0] += Double.isNaN(value) ? 0 : 1;
              });
    }
    points.addAll(states(device, archive.states(), from, to));
    Replay replay = new Replay(rule, device, from, archive.limitsOf(rule, device.id()));
    return new BackTest(rule.id(), from, to, values[0], played(points, replay, to));
  }

  /**
   * Plays the changes of a device's state to a rule about states. The state before {@code from}
   * counts as far as the log still has it; what is raised for it is raised at {@code from}.
   *
   * @throws IllegalArgumentException when {@code from} is after {@code to}
   */
  public static BackTest ofStates(
      StateRule rule, Device device, StateLog log, Instant from, Instant to) {
    checkRange(rule, from, to);
    List<Point> points = states(device, log, from, to);
    Replay replay = new Replay(rule, device, from);
    return new BackTest(rule.id(), from, to, points.size(), played(points, replay, to));
  }

  private static List<Point> states(Device device, StateLog log, Instant from, Instant to) {
    return log.history(Set.of(device.id()), from, to).getOrDefault(device.id(), List.of()).stream()
        .map(is -> new Point(EpochNanos.of(is.at()), replay -> replay.change(is)))
        .toList();
  }

  /** In the order of time, and at one time first the values. */
  private static List<Firing> played(List<Point> points, Replay replay, Instant to) {
    points.stream()
        .sorted(Comparator.comparingLong(Point::epochNanos))
        .forEach(point -> point.event.accept(replay));
    replay.reach(EpochNanos.of(to) - 1);
    return replay.firings();
  }

  /** How many firings were flaps. */
  public long flaps(Duration shorterThan) {
    return firings.stream().filter(firing -> firing.isShorterThan(shorterThan)).count();
  }

  /** In a sentence, flaps being what is {@linkplain #FLAP shorter than five minutes}. */
  public String words() {
    if (firings.isEmpty()) {
      return "%s would not have fired in %d samples".formatted(rule, samples);
    }
    return "%s would have fired %d %s, %d of them flaps (shorter than %s)"
        .formatted(
            rule,
            firings.size(),
            firings.size() == 1 ? "time" : "times",
            flaps(FLAP),
            Words.time(FLAP));
  }

  private static void checkMetric(Rule rule, Metric metric) {
    String wanted = "";
    if (rule instanceof ThresholdRule threshold) {
      wanted = threshold.metric();
    } else if (rule instanceof ChangeRule change) {
      wanted = change.metric();
    } else if (rule instanceof AbsenceRule absence && absence.of() == AbsenceRule.Of.METRIC) {
      wanted = absence.name();
    }
    if (!wanted.equals(metric.name())) {
      throw new IllegalArgumentException(
          "rule %s is about %s and cannot be held against stored values of %s"
              .formatted(rule.id(), wanted.isEmpty() ? "no metric" : wanted, metric));
    }
  }

  private static void checkRange(Rule rule, Instant from, Instant to) {
    if (from.isAfter(to)) {
      throw new IllegalArgumentException(
          "rule %s: a test from %s cannot end before it, at %s".formatted(rule.id(), from, to));
    }
  }
}
