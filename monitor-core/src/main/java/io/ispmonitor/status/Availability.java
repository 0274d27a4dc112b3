package io.ispmonitor.status;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * How available a device was over a window, or several devices together. The times add up to the
 * window, of several devices to so many windows, to the nanosecond.
 *
 * <p>Time in maintenance, time in which we ourselves were cut off, and time of which nothing is
 * known counts neither for nor against anybody. An outage is charged to the device at fault: what
 * was merely cut off by it has {@link TimeKind#UNREACHABLE} time. Time in which no monitor ran
 * counts as the state before and after it, since nothing else was seen. Of the time before the
 * first change that the state log still has nothing is known but since when an outage lasted that
 * this change ends or carries on.
 *
 * <p>It is worked out anew each time, of what is known then:
 *
 * <ul>
 *   <li>Beginning, end and root of an outage, of all that was logged up to now, also after the
 *       window. So adjacent windows add up to what one over both says; but the window of a moment
 *       ago may change a little: an outage is judged some seconds after its first unanswered
 *       question, and a deeper root may be found later still.
 *   <li>Maintenance, of the windows as they are announced now, and of the devices that they select
 *       now. One that was cancelled or {@linkplain io.ispmonitor.maintenance.Maintenance#forgetOver
 *       forgotten} counts as never announced, one that was changed as it is now, and a device that
 *       was moved or labelled otherwise as if it had always been. A device that was removed keeps
 *       the windows that mean it by its id: those of the device, of its own subtree, of all
 *       devices; not those by a label or of what it hung on.
 *   <li>Which devices a selection means, of the inventory of now: those that were removed are
 *       missing, and those that came during the window have {@link TimeKind#UNKNOWN} time before.
 * </ul>
 *
 * @param of the device's id, or what the devices have in common
 * @param from the first moment of the window
 * @param to the first moment after the window, or when this was asked where that is earlier
 * @param devices how many devices it is about
 * @param times how long they were what; every {@link TimeKind} is in it
 * @param outages in how many outages one was at fault in the window, as far as it was not in
 *     maintenance; one that reaches from one window into the next counts in both, and one in which
 *     we lost sight of it for a while is one
 * @param longest for how long one was at fault in one outage at the longest, counting what of it is
 *     in the window and neither in maintenance nor out of our sight
 */
public record Availability(
    String of,
    Instant from,
    Instant to,
    int devices,
    Map<TimeKind, Duration> times,
    int outages,
    Duration longest) {
  private static final double NANOS = 1e9;

  /** Copies the times, and fills in those that are missing. */
  public Availability {
    Map<TimeKind, Duration> all = new EnumMap<>(TimeKind.class);
    for (TimeKind kind : TimeKind.values()) {
      all.put(kind, times.getOrDefault(kind, Duration.ZERO));
    }
    times = Map.copyOf(all);
  }

  /** How available a device was that stood like this. */
  static Availability of(String device, Instant from, Instant to, List<StateSpan> spans) {
    Map<TimeKind, Duration> times = new EnumMap<>(TimeKind.class);
    Map<String, Duration> outages = new HashMap<>();
    for (StateSpan span : spans) {
      times.merge(span.kind(), span.length(), Duration::plus);
      if (span.kind() == TimeKind.DOWN) {
        String outage = Objects.requireNonNullElse(span.outage(), "");
        outages.merge(outage, span.length(), Duration::plus);
      }
    }
    Duration longest = outages.values().stream().reduce(Duration.ZERO, Availability::longer);
    return new Availability(device, from, to, 1, times, outages.size(), longest);
  }

  /** Several devices over the same window together. */
  static Availability sum(String of, Instant from, Instant to, List<Availability> parts) {
    Map<TimeKind, Duration> times = new EnumMap<>(TimeKind.class);
    int devices = 0;
    int outages = 0;
    Duration longest = Duration.ZERO;
    for (Availability part : parts) {
      part.times.forEach((kind, time) -> times.merge(kind, time, Duration::plus));
      devices += part.devices;
      outages += part.outages;
      longest = longer(longest, part.longest);
    }
    return new Availability(of, from, to, devices, times, outages, longest);
  }

  /** How long it was this. */
  public Duration time(TimeKind kind) {
    return times.getOrDefault(kind, Duration.ZERO);
  }

  /** How long it answered. */
  public Duration answering() {
    return time(TimeKind.UP).plus(time(TimeKind.DEGRADED));
  }

  /**
   * The share of the time in which it was not itself at fault, 0 to 1, of the time that it can be
   * blamed for; empty when there was none. This is what a service level for equipment goes by.
   */
  public OptionalDouble own() {
    return share(answering(), time(TimeKind.DOWN));
  }

  /**
   * The share of the time in which it could be used, 0 to 1: what is cut off by others counts, too.
   * This is what its subscribers see. Empty when nothing is known.
   */
  public OptionalDouble experienced() {
    return share(answering(), time(TimeKind.DOWN).plus(time(TimeKind.UNREACHABLE)));
  }

  /**
   * How much longer it may be at fault and still reach a service level, if the window has no other
   * time than this; negative by how much it was too long.
   *
   * @param target the share of {@link #own()} that was agreed on, 0 to 1, such as 0.999
   */
  public Duration left(double target) {
    if (!(target >= 0 && target <= 1)) {
      throw new IllegalArgumentException(
          "availability: a service level is from 0 to 1, such as 0.999; was " + target);
    }
    Duration counted = answering().plus(time(TimeKind.DOWN));
    long allowed = Math.round(seconds(counted) * (1 - target) * 1_000);
    return Duration.ofMillis(allowed).minus(time(TimeKind.DOWN));
  }

  /**
   * Whether it reaches a service level, see {@link #left}. Where there is no time to judge it by,
   * so that {@link #own()} is empty, it does not: nobody has seen it work.
   */
  public boolean meets(double target) {
    return !left(target).isNegative() && own().isPresent();
  }

  private static OptionalDouble share(Duration good, Duration bad) {
    double all = seconds(good) + seconds(bad);
    return all == 0 ? OptionalDouble.empty() : OptionalDouble.of(seconds(good) / all);
  }

  private static double seconds(Duration duration) {
    return duration.getSeconds() + duration.getNano() / NANOS;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
