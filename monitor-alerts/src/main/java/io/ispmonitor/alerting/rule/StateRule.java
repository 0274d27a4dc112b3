package io.ispmonitor.alerting.rule;

import io.ispmonitor.reachability.DeviceState;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Trouble while a device is in a state. {@link DeviceState#UNKNOWN} and {@link
 * DeviceState#UNREACHABLE} say nothing of the device itself: unless the rule is for them they do
 * not end its trouble, and they do not count towards the times either.
 *
 * @param heading what every rule has
 * @param states in which of these, at least one
 * @param hold for how long without a break; zero for not at all
 * @param keepFiring for how long it has to be in another state before trouble ends
 */
public record StateRule(
    Heading heading, Set<DeviceState> states, Duration hold, Duration keepFiring) implements Rule {
  static final Set<String> PLACES = Facts.places("state", "time", "reason");

  /** Checks and copies. */
  public StateRule {
    String id = heading.id();
    if (states.isEmpty()) {
      throw new IllegalArgumentException(
          "rule %s: it is for no state; name one, such as down".formatted(id));
    }
    states = Collections.unmodifiableSet(EnumSet.copyOf(states));
    Bounds.checkMaybeZero(id, "the time in the state", hold);
    Bounds.checkMaybeZero(id, "the time to keep firing", keepFiring);
    heading.summary().check(id, PLACES);
  }

  @Override
  public String type() {
    return "state";
  }

  /** Whether a state ends the trouble: another one in which something is known of the device. */
  boolean isEndedBy(DeviceState state) {
    return !states.contains(state)
        && state != DeviceState.UNKNOWN
        && state != DeviceState.UNREACHABLE;
  }

  /** Trouble while a device is in one of these states. */
  public static Builder in(String id, DeviceState first, DeviceState... others) {
    return new Builder(id, EnumSet.of(first, others));
  }

  /** Trouble while a device is in one of these states. */
  public static Builder in(String id, Set<DeviceState> states) {
    return new Builder(id, Set.copyOf(states));
  }

  /** Describes a {@link StateRule}. For one thread. */
  public static final class Builder extends RuleBuilder<Builder> {
    private final Set<DeviceState> states;
    private Duration hold = Duration.ZERO;
    private Duration keepFiring = Duration.ZERO;

    private Builder(String id, Set<DeviceState> states) {
      super(id, "{name} is {state} since {since}");
      this.states = states;
    }

    /** For how long without a break. */
    public Builder holdFor(Duration time) {
      this.hold = time;
      return this;
    }

    /** For how long it has to be in another state before trouble ends. */
    public Builder keepFiring(Duration time) {
      this.keepFiring = time;
      return this;
    }

    @Override
    Builder self() {
      return this;
    }

    @Override
    public StateRule build() {
      return new StateRule(heading(), states, hold, keepFiring);
    }
  }
}
