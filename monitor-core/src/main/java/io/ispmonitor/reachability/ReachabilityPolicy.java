package io.ispmonitor.reachability;

import io.ispmonitor.metric.Debouncer;
import java.time.Duration;
import java.util.Objects;

/**
 * The rules by which outcomes become states. Immutable; each method returns a changed copy.
 *
 * <p>By default three questions unanswered in a row make an outage and two answers in a row end it;
 * unconfirmed questions are repeated after a second; latency above 500 ms or loss above 20 %
 * degrades. A device that is down is asked by the {@link DowntimeModel}; one that keeps changing is
 * flapping by the {@link FlappingPolicy}.
 */
public final class ReachabilityPolicy {
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final ReachabilityPolicy DEFAULTS =
      new ReachabilityPolicy(
          3,
          2,
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Debouncer.above(0.5, 0.4, 3, 3),
          Debouncer.above(0.2, 0.05, 1, 1),
          DowntimeModel.defaults(),
          FlappingPolicy.defaults());

  private final int misses;
  private final int answers;
  private final Duration repeatAfter;
  private final Duration holdAtMost;
  private final Debouncer latency;
  private final Debouncer loss;
  private final DowntimeModel downtime;
  private final FlappingPolicy flapping;

  private ReachabilityPolicy(
      int misses,
      int answers,
      Duration repeatAfter,
      Duration holdAtMost,
      Debouncer latency,
      Debouncer loss,
      DowntimeModel downtime,
      FlappingPolicy flapping) {
    this.misses = misses;
    this.answers = answers;
    this.repeatAfter = repeatAfter;
    this.holdAtMost = holdAtMost;
    this.latency = latency;
    this.loss = loss;
    this.downtime = downtime;
    this.flapping = flapping;
  }

  /** The rules as they are unless changed. */
  public static ReachabilityPolicy defaults() {
    return DEFAULTS;
  }

  /** How many questions in a row must go unanswered for an outage; 1 to 100, by default 3. */
  public ReachabilityPolicy downAfter(int misses) {
    checkCount("downAfter", misses);
    return new ReachabilityPolicy(
        misses, answers, repeatAfter, holdAtMost, latency, loss, downtime, flapping);
  }

  /** How many answers in a row end an outage; 1 to 100, by default 2. */
  public ReachabilityPolicy upAfter(int answers) {
    checkCount("upAfter", answers);
    return new ReachabilityPolicy(
        misses, answers, repeatAfter, holdAtMost, latency, loss, downtime, flapping);
  }

  /**
   * How long after a question its repetition is sent at the earliest; more than 0, up to an hour,
   * by default 1 s.
   */
  public ReachabilityPolicy repeatAfter(Duration delay) {
    checkDuration("repeatAfter", delay);
    return new ReachabilityPolicy(
        misses, answers, delay, holdAtMost, latency, loss, downtime, flapping);
  }

  /**
   * How long a verdict waits for a parent that was asked, but whose questions came to nothing
   * because our side failed; more than 0, up to an hour, by default 10 s. A parent that is merely
   * silent is always waited for.
   */
  public ReachabilityPolicy holdAtMost(Duration hold) {
    checkDuration("holdAtMost", hold);
    return new ReachabilityPolicy(
        misses, answers, repeatAfter, hold, latency, loss, downtime, flapping);
  }

  /** When round trips, in seconds, degrade a device; by default 3 above 0.5 until 3 at 0.4. */
  public ReachabilityPolicy latency(Debouncer seconds) {
    Objects.requireNonNull(seconds, "seconds");
    return new ReachabilityPolicy(
        misses, answers, repeatAfter, holdAtMost, seconds, loss, downtime, flapping);
  }

  /**
   * When loss degrades a device: the share of lost questions among the last 15, looked at once 10
   * are known; by default above 0.2 until 0.05.
   */
  public ReachabilityPolicy loss(Debouncer ratio) {
    Objects.requireNonNull(ratio, "ratio");
    return new ReachabilityPolicy(
        misses, answers, repeatAfter, holdAtMost, latency, ratio, downtime, flapping);
  }

  /** How often a device is asked while it is down. */
  public ReachabilityPolicy downtime(DowntimeModel model) {
    Objects.requireNonNull(model, "model");
    return new ReachabilityPolicy(
        misses, answers, repeatAfter, holdAtMost, latency, loss, model, flapping);
  }

  /** When a device counts as flapping. */
  public ReachabilityPolicy flapping(FlappingPolicy rules) {
    Objects.requireNonNull(rules, "rules");
    return new ReachabilityPolicy(
        misses, answers, repeatAfter, holdAtMost, latency, loss, downtime, rules);
  }

  /** See {@link #downAfter(int)}. */
  public int misses() {
    return misses;
  }

  /** See {@link #upAfter(int)}. */
  public int answers() {
    return answers;
  }

  /** See {@link #repeatAfter(Duration)}. */
  public Duration repeatAfter() {
    return repeatAfter;
  }

  /** See {@link #holdAtMost(Duration)}. */
  public Duration holdAtMost() {
    return holdAtMost;
  }

  /** See {@link #latency(Debouncer)}. */
  public Debouncer latency() {
    return latency;
  }

  /** See {@link #loss(Debouncer)}. */
  public Debouncer loss() {
    return loss;
  }

  /** See {@link #downtime(DowntimeModel)}. */
  public DowntimeModel downtime() {
    return downtime;
  }

  /** See {@link #flapping(FlappingPolicy)}. */
  public FlappingPolicy flapping() {
    return flapping;
  }

  private static void checkCount(String what, int count) {
    if (count < 1 || count > 100) {
      throw new IllegalArgumentException(
          "reachability policy: " + what + " must be from 1 to 100, was " + count);
    }
  }

  private static void checkDuration(String what, Duration duration) {
    Objects.requireNonNull(duration, what);
    if (duration.isZero() || duration.isNegative() || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "reachability policy: %s must be more than 0 and at most %s, was %s"
              .formatted(what, LONGEST, duration));
    }
  }
}
