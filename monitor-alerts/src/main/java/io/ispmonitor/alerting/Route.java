package io.ispmonitor.alerting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of which alerts, and when. Alerts take the first route that wants them, and the ones
 * behind it while those before let them {@link #goOn()}. Immutable.
 *
 * @param name what it is called in the ledger
 * @param match which alerts it wants
 * @param channels by which channels
 * @param onDuty when; null for always. What begins at other times waits
 * @param groupBy alerts with the same values of these labels are told together
 * @param groupWait how long the first alert of a group waits for others; not what is the root of an
 *     outage
 * @param groupInterval how long what comes later waits
 * @param repeat how often people are reminded while it lasts and nobody has taken it
 * @param escalation who is told besides when nobody takes it
 * @param goesOn whether the routes behind may want the alert, too
 */
public record Route(
    String name,
    Match match,
    List<String> channels,
    @Nullable TimeTable onDuty,
    List<String> groupBy,
    Duration groupWait,
    Duration groupInterval,
    Duration repeat,
    List<Step> escalation,
    boolean goesOn) {
  private static final List<String> BY_TYPE = List.of("type", "rule");
  private static final Duration WAIT = Duration.ofSeconds(30);
  private static final Duration INTERVAL = Duration.ofMinutes(5);
  private static final Duration REPEAT = Duration.ofHours(4);

  /**
   * A step of an escalation.
   *
   * @param after how long after people were first told
   * @param channels by which channels
   */
  public record Step(Duration after, List<String> channels) {
    /** Checks and copies. */
    public Step {
      channels = List.copyOf(channels);
      if (after.isNegative() || after.isZero() || channels.isEmpty()) {
        throw new IllegalArgumentException(
            "an escalation step comes after some time and has channels, not %s and %s"
                .formatted(after, channels));
      }
    }
  }

  /** Checks and copies. */
  public Route {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(match, "match");
    channels = List.copyOf(channels);
    groupBy = List.copyOf(groupBy);
    escalation = List.copyOf(escalation);
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("route " + name + " leads to no channel");
    }
    if (groupWait.isNegative() || groupInterval.isNegative() || !isMore(repeat)) {
      throw new IllegalArgumentException(
          "route %s: waits must not be negative and repeats more than nothing, not %s, %s and %s"
              .formatted(name, groupWait, groupInterval, repeat));
    }
    for (int i = 1; i < escalation.size(); i++) {
      if (escalation.get(i).after().compareTo(escalation.get(i - 1).after()) <= 0) {
        throw new IllegalArgumentException(
            "route %s: step %d of the escalation must come after the one before"
                .formatted(name, i + 1));
      }
    }
  }

  private static boolean isMore(Duration time) {
    return !time.isNegative() && !time.isZero();
  }

  /** A route for all alerts, grouped by what they are about. */
  public static Route to(String... channels) {
    List<String> names = List.of(channels);
    String name = String.join("+", names);
    return new Route(
        name, Match.ALL, names, null, BY_TYPE, WAIT, INTERVAL, REPEAT, List.of(), false);
  }

  /** The same under another name. */
  public Route named(String other) {
    return new Route(
        other,
        match,
        channels,
        onDuty,
        groupBy,
        groupWait,
        groupInterval,
        repeat,
        escalation,
        goesOn);
  }

  /** The same for some alerts. */
  public Route of(Match some) {
    return new Route(
        name,
        some,
        channels,
        onDuty,
        groupBy,
        groupWait,
        groupInterval,
        repeat,
        escalation,
        goesOn);
  }

  /** The same at some times. */
  public Route onDuty(TimeTable when) {
    return new Route(
        name, match, channels, when, groupBy, groupWait, groupInterval, repeat, escalation, goesOn);
  }

  /** The same, grouped in another way. */
  public Route groupedBy(Duration wait, Duration interval, String... labels) {
    return new Route(
        name, match, channels, onDuty, List.of(labels), wait, interval, repeat, escalation, goesOn);
  }

  /** The same, reminding people in another rhythm. */
  public Route repeating(Duration every) {
    return new Route(
        name,
        match,
        channels,
        onDuty,
        groupBy,
        groupWait,
        groupInterval,
        every,
        escalation,
        goesOn);
  }

  /** The same, telling others too when nobody takes it. */
  public Route escalating(Duration after, String... to) {
    List<Step> steps = new ArrayList<>(escalation);
    steps.add(new Step(after, List.of(to)));
    return new Route(
        name, match, channels, onDuty, groupBy, groupWait, groupInterval, repeat, steps, goesOn);
  }

  /** The same, which leaves the alert to the routes behind it, too. */
  public Route goOn() {
    return new Route(
        name, match, channels, onDuty, groupBy, groupWait, groupInterval, repeat, escalation, true);
  }
}
