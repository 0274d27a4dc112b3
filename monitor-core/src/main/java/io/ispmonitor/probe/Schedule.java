package io.ispmonitor.probe;

import io.ispmonitor.device.Device;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How often a probe asks, whom, and how long it waits. Immutable; each method returns a changed
 * copy.
 *
 * <p>Questions are spread over the interval: each device has its own phase, the same after every
 * restart.
 */
public final class Schedule {
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofDays(7);
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(1);

  private final Duration interval;
  private final Duration timeout;
  private final Predicate<Device> devices;
  private final Function<Device, @Nullable Duration> perDevice;
  private final @Nullable Priority priority;
  private final Function<Device, @Nullable Priority> priorities;

  private Schedule(
      Duration interval,
      Duration timeout,
      Predicate<Device> devices,
      Function<Device, @Nullable Duration> perDevice,
      @Nullable Priority priority,
      Function<Device, @Nullable Priority> priorities) {
    this.interval = interval;
    this.timeout = timeout;
    this.devices = devices;
    this.perDevice = perDevice;
    this.priority = priority;
    this.priorities = priorities;
  }

  /**
   * Once in every interval, waiting one second for the answer, or the whole interval where that is
   * shorter.
   *
   * @param interval 100 ms to 7 days
   */
  public static Schedule every(Duration interval) {
    check("schedule", interval);
    Duration timeout = interval.compareTo(DEFAULT_TIMEOUT) < 0 ? interval : DEFAULT_TIMEOUT;
    return new Schedule(
        interval, timeout, Device::isAddressed, device -> null, null, device -> null);
  }

  /**
   * Waits this long for an answer.
   *
   * @param timeout more than zero and not longer than the interval, so that at most one question is
   *     open for a device
   */
  public Schedule timeout(Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("schedule: timeout must be more than 0, was " + timeout);
    }
    if (timeout.compareTo(interval) > 0) {
      throw new IllegalArgumentException(
          "schedule: timeout %s is longer than the interval %s; a question must end before the next"
              .formatted(timeout, interval));
    }
    return new Schedule(interval, timeout, devices, perDevice, priority, priorities);
  }

  /**
   * Asks only these devices. By default those that have an address or a host name. The predicate is
   * called when a device is added or changed, and must give the same result for the same device.
   */
  public Schedule on(Predicate<Device> devices) {
    return new Schedule(interval, timeout, devices, perDevice, priority, priorities);
  }

  /**
   * Gives devices an interval of their own; null leaves the schedule's. An interval shorter than
   * the timeout also shortens the timeout.
   */
  public Schedule perDevice(Function<Device, @Nullable Duration> interval) {
    return new Schedule(this.interval, timeout, devices, interval, priority, priorities);
  }

  /**
   * What the questions are worth when the machine cannot keep up. By default those about
   * reachability are {@link Priority#NORMAL} and those for data {@link Priority#LOW}.
   *
   * <p>Whatever is said here, a device that others depend on and the witness of an uplink count as
   * {@link Priority#HIGH} for their reachability, because others are judged by them. Only {@link
   * #priorityPerDevice} overrules that.
   */
  public Schedule priority(Priority priority) {
    Objects.requireNonNull(priority, "priority");
    return new Schedule(interval, timeout, devices, perDevice, priority, priorities);
  }

  /**
   * Gives devices a priority of their own; null leaves the schedule's. The function is called when
   * a device is added or changed.
   */
  public Schedule priorityPerDevice(Function<Device, @Nullable Priority> priority) {
    return new Schedule(interval, timeout, devices, perDevice, this.priority, priority);
  }

  /** How often, for devices without an interval of their own. */
  public Duration interval() {
    return interval;
  }

  /** How long a question waits. */
  public Duration timeout() {
    return timeout;
  }

  /** Whether this device is asked. */
  public boolean includes(Device device) {
    return devices.test(device);
  }

  /** How often this device is asked. */
  public Duration intervalOf(Device device) {
    Duration own = perDevice.apply(device);
    if (own == null) {
      return interval;
    }
    check("schedule of device '" + device.id() + "'", own);
    return own;
  }

  /** What the questions are worth; null when it is left to the role of the probe. */
  public @Nullable Priority priority() {
    return priority;
  }

  /** What the questions to this device are worth; null when it has no priority of its own. */
  public @Nullable Priority priorityOf(Device device) {
    return priorities.apply(device);
  }

  private static void check(String who, Duration interval) {
    if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "%s: interval must be from %s to %s, was %s".formatted(who, SHORTEST, LONGEST, interval));
    }
  }

  @Override
  public String toString() {
    return "every " + interval + ", timeout " + timeout;
  }
}
