package io.ispmonitor.testkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.extension.ProbeResult;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.PingMetrics;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.Evidence.Basis;
import io.ispmonitor.reachability.InMemoryStateLog;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.reachability.Told;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Events made by hand, as an honest judge would make them unless a test says otherwise. */
final class Tape {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final Duration INTERVAL = Duration.ofSeconds(30);

  final Inventory inventory = new Inventory();
  final InvariantChecker checker;
  private final Map<String, Known> known = new HashMap<>();
  private Instant now = NOON;

  /** What an honest judge knows of a device. */
  private static final class Known {
    DeviceState state = DeviceState.UNKNOWN;
    Instant since = NOON;
    @Nullable Outage outage;
    int misses;
    @Nullable Instant firstMissAt;
    @Nullable Instant lastAnswerAt;
  }

  Tape(Device... devices) {
    this(builder -> builder, devices);
  }

  Tape(UnaryOperator<InvariantCheckerBuilder> more, Device... devices) {
    inventory.addAll(List.of(devices));
    checker =
        more.apply(InvariantChecker.watching(inventory).asking("ping", Schedule.every(INTERVAL)))
            .build();
  }

  static Device device(String id, String... parents) {
    Device.Builder builder = Device.named(id).address(InetAddress.getLoopbackAddress());
    for (String parent : parents) {
      builder.parent(parent);
    }
    return builder.build();
  }

  static Instant second(double seconds) {
    return NOON.plusMillis(Math.round(seconds * 1_000));
  }

  /** Goes on at so many seconds after noon. */
  Tape at(double seconds) {
    now = second(seconds);
    return this;
  }

  Tape answer(String id) {
    return answer(id, () -> {});
  }

  /** A question sent now is answered, and something comes of it. */
  Tape answer(String id, Runnable what) {
    return answer(id, Readings.NONE, what);
  }

  /** A question sent now is answered after so long, and something comes of it. */
  Tape answerIn(String id, double seconds, Runnable what) {
    return answer(id, Readings.of(Layout.of(PingMetrics.ROUND_TRIP), seconds), what);
  }

  Tape answerIn(String id, double seconds) {
    return answerIn(id, seconds, () -> {});
  }

  private Tape answer(String id, Readings readings, Runnable what) {
    Known device = of(id);
    device.misses = 0;
    device.firstMissAt = null;
    device.lastAnswerAt = now;
    what.run();
    return outcome(id, new ProbeOutcome.Answered(readings));
  }

  Tape miss(String id) {
    return miss(id, () -> {});
  }

  /** A question sent now stays unanswered, and something comes of it a second later. */
  Tape miss(String id, Runnable what) {
    Known device = of(id);
    if (device.misses++ == 0) {
      device.firstMissAt = now;
    }
    what.run();
    return outcome(id, new ProbeOutcome.Silent(Duration.ofSeconds(1)));
  }

  Tape nothing(String id) {
    return outcome(id, new ProbeOutcome.Void("paused"));
  }

  private Tape outcome(String id, ProbeOutcome outcome) {
    checker.onOutcome(
        new ProbeResult(inventory.find(id).orElseGet(() -> device(id)), "ping", now, outcome));
    return this;
  }

  /** All devices answer for the first time. */
  Tape allUp() {
    inventory.devices().stream()
        .filter(Device::isAddressed)
        .forEach(is -> answer(is.id(), () -> change(is.id(), DeviceState.UP)));
    return this;
  }

  /** Three unanswered questions a second apart, and the device is down. */
  Tape dies(String id) {
    Instant first = now;
    miss(id);
    now = first.plusSeconds(1);
    miss(id);
    now = first.plusSeconds(2);
    miss(id, () -> change(id, DeviceState.DOWN));
    return this;
  }

  /** Two answers a second apart, and the device is up. */
  Tape returns(String id) {
    answer(id);
    now = now.plusSeconds(1);
    return answer(id, () -> change(id, DeviceState.UP));
  }

  /** A change as an honest judge makes it, of what it knows. */
  Tape change(String id, DeviceState to) {
    Known device = of(id);
    Outage outage = device.outage;
    if (to == DeviceState.DOWN) {
      outage = Outage.of(id, device.firstMissAt == null ? now : device.firstMissAt, 0);
    }
    return change(honest(id, to, outage));
  }

  /** A device is behind another one that is down. */
  Tape cutOff(String id, String root) {
    return change(honest(id, DeviceState.UNREACHABLE, of(root).outage));
  }

  Tape change(StateChange change) {
    Known device = of(change.device());
    if (device.state != change.to()) {
      device.since = change.at();
    }
    device.state = change.to();
    boolean goesOn = change.to().isOutage() || change.to() == DeviceState.UNKNOWN;
    device.outage = goesOn ? change.outage() : null;
    checker.onStateChange(change);
    return this;
  }

  /** The change an honest judge would make. */
  StateChange honest(String id, DeviceState to, @Nullable Outage outage) {
    Known device = of(id);
    Basis basis =
        switch (to) {
          case UP -> Basis.ANSWERS;
          case DEGRADED -> Basis.QUALITY;
          case DOWN -> Basis.MISSES;
          case UNREACHABLE -> Basis.PARENTS;
          case UNKNOWN -> Basis.ISOLATION;
        };
    List<Evidence.Parent> parents =
        to == DeviceState.UNREACHABLE || to == DeviceState.UNKNOWN
            ? List.of(new Evidence.Parent("parent", DeviceState.DOWN, now))
            : List.of();
    Evidence evidence =
        new Evidence(
            basis, "because", device.misses, device.firstMissAt, device.lastAnswerAt, parents);
    Instant at = device.misses > 0 ? now.plusSeconds(1) : now;
    return StateChange.of(id, at, device.state, to, outage, evidence);
  }

  /** A device that was unknown is up. */
  StateChange honestUp(String id) {
    of(id).lastAnswerAt = now;
    return honest(id, DeviceState.UP, null);
  }

  /** The evidence of a change is another one. */
  static StateChange with(StateChange change, Evidence evidence) {
    return StateChange.of(
        change.device(), change.at(), change.from(), change.to(), change.outage(), evidence);
  }

  Tape announce(String id, Announcement.Kind kind, @Nullable Outage outage) {
    return announce(id, kind, outage, outage == null ? now : outage.startedAt());
  }

  Tape announce(String id, Announcement.Kind kind, @Nullable Outage outage, Instant since) {
    Known device = of(id);
    Instant at = device.misses > 0 ? now.plusSeconds(1) : now;
    checker.onAnnouncement(
        new Announcement(
            kind, id, at, since, device.state, outage, "a text", Evidence.NOTHING_HEARD));
    return this;
  }

  /** Announces with the outage the device is in. */
  Tape announce(String id, Announcement.Kind kind) {
    return announce(id, kind, of(id).outage);
  }

  Tape isolated(@Nullable Instant until) {
    return isolated("uplink", until);
  }

  Tape isolated(String uplink, @Nullable Instant until) {
    checker.onIsolation(new Isolation(uplink, NOON, until, 1, List.of()));
    return this;
  }

  @Nullable Outage outage(String id) {
    return of(id).outage;
  }

  /** Looks at everything as it is now, with the statuses of an honest judge. */
  Tape conclude() {
    return conclude(InMemoryStateLog.create());
  }

  Tape conclude(InMemoryStateLog log) {
    checker.conclude(now, this::status, log);
    return this;
  }

  private Optional<DeviceStatus> status(String id) {
    Known device = of(id);
    return inventory.find(id).map(is -> status(is, device.state, device.since, device.outage));
  }

  static DeviceStatus status(
      Device device, DeviceState state, Instant since, @Nullable Outage outage) {
    return new DeviceStatus(
        device,
        state,
        since,
        0,
        false,
        List.of(),
        outage,
        Evidence.NOTHING_HEARD,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Told.NOTHING);
  }

  /** Nothing was found. */
  void isClean() {
    assertEquals(List.of(), checker.violations());
  }

  /** These rules were violated and no others. */
  void violates(Rule first, Rule... more) {
    Set<Rule> expected = EnumSet.of(first, more);
    assertEquals(expected, checker.counts().keySet(), () -> checker.violations().toString());
  }

  private Known of(String id) {
    return known.computeIfAbsent(id, is -> new Known());
  }
}
