package io.ispmonitor.testkit.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.Selection;
import io.ispmonitor.reachability.InMemoryStateLog;
import io.ispmonitor.status.Availability;
import io.ispmonitor.status.SiteAvailability;
import io.ispmonitor.status.StateSpan;
import io.ispmonitor.status.StatusBoard;
import io.ispmonitor.status.TimeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A monitor lives through a bad day; what its board says of that day is held against what really
 * was. Only faults that silence are in it: what is lossy or flaps is out by chance.
 */
class AvailabilityAgainstTruthTest {
  private static final Duration DAY = Duration.ofDays(1);

  /** So much of a silence may be missing: an interval until the first unanswered question. */
  private static final Duration NOTICED_WITHIN = Duration.ofSeconds(31);

  /** A silence that is over before two more questions went unanswered may be missing as a whole. */
  private static final Duration MISSED = Duration.ofSeconds(35);

  /** So much may be too much: two answers are wanted, an interval apart at the most. */
  private static final Duration BACK_WITHIN = Duration.ofSeconds(65);

  /** A device that was down for so long is asked every five minutes. */
  private static final Duration LONG = Duration.ofHours(12);

  private static final Duration BACK_WITHIN_AFTER_LONG = Duration.ofSeconds(605);

  private static final Set<TimeKind> UNANSWERED =
      EnumSet.of(TimeKind.DOWN, TimeKind.UNREACHABLE, TimeKind.ISOLATED);

  private final List<String> findings = new ArrayList<>();

  /** A time, from one moment up to but not including another. */
  private record Stretch(Instant from, Instant to) {
    Duration length() {
      return Duration.between(from, to);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  @DisplayName("who was out for how long, and because of whom, is what really was")
  void day(long seed) {
    SimulatedNetwork network = SimulatedNetwork.provider(seed);
    FaultPlan plan = FaultPlan.random(network, profile(), seed, Village.START, DAY);
    Truth truth = Truth.of(network, plan);
    try (Simulation simulation =
        Simulation.of(truth)
            .watchUplinks()
            .monitor(bare -> bare.stateLog(InMemoryStateLog.holding(1 << 20)))
            .start()) {
      simulation.run(DAY);
      StatusBoard board = simulation.monitor().board();
      for (Device device : network.devices()) {
        compare(truth, board, device.id());
      }
      addsUp(board, network.devices().size());
    }
    assertEquals(List.of(), findings, plan::toString);
  }

  private static FaultProfile profile() {
    return FaultProfile.stormy()
        .times(1.5)
        .without(FaultKind.FLAPPING)
        .without(FaultKind.ASYMMETRIC_LOSS)
        .without(FaultKind.RAIN_FADE)
        .without(FaultKind.CONGESTION)
        .without(FaultKind.PROCESS_PAUSE);
  }

  private void compare(Truth truth, StatusBoard board, String device) {
    List<StateSpan> spans = board.timeline(device, Village.START, Village.START.plus(DAY));
    List<Stretch> silent =
        truth.silences(device).stream().map(is -> new Stretch(is.from(), is.to())).toList();
    List<Stretch> unanswered =
        spans.stream()
            .filter(span -> UNANSWERED.contains(span.kind()))
            .map(span -> new Stretch(span.from(), span.to()))
            .toList();
    for (Stretch missing : without(silent, unanswered)) {
      Duration within = silent.contains(missing) ? MISSED : NOTICED_WITHIN;
      check(missing.length().compareTo(within) <= 0, device, "was silent", missing);
    }
    for (Stretch tooMuch : without(unanswered, silent)) {
      boolean isLong = silenceBefore(silent, tooMuch.from()).compareTo(LONG) > 0;
      Duration within = isLong ? BACK_WITHIN_AFTER_LONG : BACK_WITHIN;
      check(tooMuch.length().compareTo(within) <= 0, device, "could be reached", tooMuch);
    }
    spans.forEach(span -> blame(truth, device, span));
  }

  private void check(boolean isFine, String device, String how, Stretch when) {
    if (!isFine) {
      findings.add("%s %s from %s to %s".formatted(device, how, when.from, when.to));
    }
  }

  private static Duration silenceBefore(List<Stretch> silent, Instant at) {
    Optional<Stretch> last = silent.stream().filter(is -> is.to.equals(at)).findFirst();
    return last.map(Stretch::length).orElse(Duration.ZERO);
  }

  /** Who is charged was at fault when it began, or until shortly before. */
  private void blame(Truth truth, String device, StateSpan span) {
    boolean isCharged = span.kind() == TimeKind.DOWN || span.kind() == TimeKind.UNREACHABLE;
    String root = span.root();
    if (isCharged && (root == null || !wasAtFault(truth, root, span))) {
      findings.add(device + " was charged to " + root + ": " + span);
    }
    if (span.kind() == TimeKind.DOWN && !device.equals(root)) {
      findings.add(device + " is at fault for another: " + span);
    }
  }

  private static boolean wasAtFault(Truth truth, String root, StateSpan span) {
    Instant at = span.from().minus(BACK_WITHIN);
    while (at.isBefore(span.to())) {
      if (truth.roots(root, at).contains(root) && !truth.isBehindLostUplink(root, at)) {
        return true;
      }
      at = truth.nextChange(at).orElse(Instant.MAX);
    }
    return false;
  }

  private static void addsUp(StatusBoard board, int devices) {
    Instant end = Village.START.plus(DAY);
    Instant middle = Village.START.plus(DAY.dividedBy(2));
    SiteAvailability all = board.availability(Selection.everything(), Village.START, end);
    assertEquals(DAY.multipliedBy(devices), sum(all.total()));
    assertTrue(all.total().outages() > 0, "nothing happened");
    for (Availability whole : all.devices()) {
      assertEquals(DAY, sum(whole), whole.of());
      Availability before = board.availability(whole.of(), Village.START, middle);
      Availability after = board.availability(whole.of(), middle, end);
      whole
          .times()
          .forEach(
              (kind, time) ->
                  assertEquals(time, before.time(kind).plus(after.time(kind)), whole.of()));
    }
  }

  private static Duration sum(Availability availability) {
    return availability.times().values().stream().reduce(Duration.ZERO, Duration::plus);
  }

  /** What of the one lies in none of the others, until the end of the day; both in their order. */
  private static List<Stretch> without(List<Stretch> stretches, List<Stretch> others) {
    List<Stretch> left = new ArrayList<>();
    for (Stretch stretch : stretches) {
      Instant at = stretch.from;
      for (Stretch other : others) {
        if (!other.from.isBefore(stretch.to)) {
          break;
        }
        add(at, other.from, left);
        at = other.to.isAfter(at) ? other.to : at;
      }
      add(at, stretch.to, left);
    }
    return left;
  }

  private static void add(Instant from, Instant to, List<Stretch> stretches) {
    Instant end = Village.START.plus(DAY);
    Instant until = to.isBefore(end) ? to : end;
    if (from.isBefore(until)) {
      stretches.add(new Stretch(from, until));
    }
  }
}
