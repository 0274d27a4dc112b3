package io.ispmonitor.alerting.rule;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.LimitStore;
import io.ispmonitor.alert.Signal;
import io.ispmonitor.device.Device;
import io.ispmonitor.extension.ProbeResult;
import io.ispmonitor.probe.Observation;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.time.TimeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Holds what happens against rules, and says when trouble begins and ends: once each, and never the
 * one without the other. For one thread, which also calls {@link #turn} at the times it asks for;
 * only {@link DeviceLimits} may be used by others. Who is told must not call it back.
 *
 * <p>Rules are given once. To change them, make another set and {@linkplain #restore restore} the
 * open alerts in it; what it does not take up has no rule any more.
 */
public final class RuleSet {
  private static final int MOST_RULES = 5_000;
  private static final long LONGEST_TURN_NANOS = 1_000_000_000;

  private final List<Rule> rules;
  private final VigilQueue queue = new VigilQueue();
  private final Watchers watchers;
  private final Room room;
  private final Taking taking;
  private final Roster roster;
  private final Intake intake;
  private final boolean isLive;
  private @Nullable DeviceLimits limits;
  private long promisedNanos;
  private boolean hasPromised;

  private RuleSet(Collection<? extends Rule> rules, Clocks time, Room room, boolean isLive) {
    if (rules.size() > MOST_RULES) {
      throw new IllegalArgumentException(
          "at most %d rules are taken, not %d; let one rule be for several devices"
              .formatted(MOST_RULES, rules.size()));
    }
    this.rules = List.copyOf(rules);
    this.watchers = new Watchers(this.rules, queue);
    this.room = room;
    this.taking = new Taking(time, room, !isLive);
    this.roster = new Roster(watchers, taking, room);
    this.intake = new Intake(watchers, roster, taking);
    this.isLive = isLive;
  }

  /**
   * An evaluator that has seen nothing.
   *
   * @throws IllegalArgumentException when the rules do not fit together
   */
  public static RuleSet of(Collection<? extends Rule> rules, TimeSource time) {
    Clocks clocks = Clocks.of(time);
    return new RuleSet(rules, clocks, Room.usual(clocks), true);
  }

  /** One that remembers no more than there is room for. */
  static RuleSet within(Room room, Collection<? extends Rule> rules, Clocks time) {
    return new RuleSet(rules, time, room, true);
  }

  /** One for a time that leaps from event to event. */
  static RuleSet replaying(Collection<? extends Rule> rules, Clocks time) {
    return new RuleSet(rules, time, Room.usual(time), false);
  }

  /** The rules, in the order given. */
  public List<Rule> rules() {
    return rules;
  }

  /**
   * Keeps to the limits of this store from the next sample on.
   *
   * @return changes them
   */
  public DeviceLimits limits(LimitStore store) {
    DeviceLimits taken = new DeviceLimits(store, rules);
    limits = taken;
    return taken;
  }

  /** Makes a device known: absence counts from now on. Every take does so too. */
  public void meet(Device device, Signal.Sink sink) {
    keepToLimits(sink);
    intake.finish(intake.begin(device, "", taking.nowNanos(), sink));
  }

  /**
   * What is known from these alone gets the fact {@code observed}, so that it need not be told.
   *
   * @param probes the names of probes that only observe
   * @param devices whether a device, by its id, is judged by one of them
   */
  public void observe(Set<String> probes, Predicate<String> devices) {
    taking.observe(probes, devices);
  }

  /** Takes what came of a question. What is no answer changes nothing. */
  public void take(ProbeResult result, Signal.Sink sink) {
    keepToLimits(sink);
    intake.take(result, sink);
  }

  /**
   * Takes what was told. A time ahead of the clock counts as now.
   *
   * @return whether the device was {@linkplain #meet met} before; otherwise nothing was done, since
   *     nobody can tell which rules are for it
   */
  public boolean take(Observation observation, Signal.Sink sink) {
    keepToLimits(sink);
    return intake.take(observation, sink);
  }

  /**
   * Takes that a device's state changed, or after a restart how it stands: the time that has gone
   * by since then counts.
   */
  public void take(StateChange change, Device device, Signal.Sink sink) {
    keepToLimits(sink);
    intake.take(change, device, sink);
  }

  /**
   * Does what is due: absence, and states that last.
   *
   * @param nowNanos the {@link TimeSource#nanoTime()} at present
   * @return when to call it again in the same time, a second later at most. Where it is called
   *     later than that, the process was paused, and the pause does not count as silence
   */
  public long turn(long nowNanos, Signal.Sink sink) {
    if (isLive && hasPromised && nowNanos - promisedNanos > LONGEST_TURN_NANOS) {
      taking.lose(nowNanos - promisedNanos);
    }
    keepToLimits(sink);
    long steadyNanos = taking.steady(nowNanos);
    for (Vigil vigil = queue.poll(steadyNanos); vigil != null; vigil = queue.poll(steadyNanos)) {
      taking.begin(vigil.device, "", taking.nowNanos(), sink);
      vigil.watcher.due(vigil, taking);
      intake.finish(vigil.device);
    }
    hasPromised = true;
    promisedNanos = next(nowNanos, steadyNanos);
    return promisedNanos;
  }

  private long next(long nowNanos, long steadyNanos) {
    if (queue.isEmpty()) {
      return isLive ? nowNanos + LONGEST_TURN_NANOS : Long.MAX_VALUE;
    }
    long ahead = Math.max(1, queue.next() - steadyNanos);
    return nowNanos + (isLive ? Math.min(ahead, LONGEST_TURN_NANOS) : ahead);
  }

  /** Drops all that is remembered of a device. Says nothing: whoever drops it ends its alerts. */
  public void forget(String deviceId) {
    roster.forget(deviceId);
  }

  /**
   * Goes on with what fires after a restart: it is not raised as new, and ends when it ends. What
   * it was judged by is not kept, so that rows of values begin anew. Before anything is taken.
   *
   * @return those for which no rule speaks any more: it is gone, or is of another sort, about
   *     another metric, for other instances, without an end, or silent now
   */
  public List<Alert> restore(Collection<Alert> open) {
    List<Alert> orphans = new ArrayList<>();
    for (Alert alert : open) {
      Restored.of(alert, watchers)
          .ifPresentOrElse(
              trouble -> roster.restore(alert.source(), trouble), () -> orphans.add(alert));
    }
    return orphans;
  }

  /** What every rule says of a device right now, in the order of the rules. */
  public List<Verdict> evaluateNow(String deviceId) {
    return new Inquiry(watchers, roster).verdicts(rules, deviceId);
  }

  /**
   * How many parts of devices, each by each rule that is for it, are not watched at present since
   * there is no room to remember them; 0 unless something is very large, or makes itself so. There
   * is room for 200,000 of each device, which is ten rules on 20,000 parts, and for 5,000,000 in
   * all. Events have room of their own: for 1,000 parts of each rule and device, and 5,000 of a
   * device. Devices as a whole always have room.
   */
  public int leftOut() {
    return room.leftOut();
  }

  private void keepToLimits(Signal.Sink sink) {
    if (limits != null && limits.current() != roster.limits()) {
      roster.limits(limits.current(), sink);
    }
  }
}
