package io.ispmonitor.icmp;

import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.StateChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of state as it travels from one JVM to another: a line of words with tabs between.
 *
 * @param since how long after the start it was told, by the monotonic clock
 * @param device the device's id
 * @param from the state before
 * @param to the state from then on
 * @param root the device at fault; null when no outage is involved
 * @param firstUnansweredAt when the first unanswered question was sent; null when there is none
 * @param judgedAt when it was judged
 * @param toldAt when the listener was told
 */
record StateLine(
    Duration since,
    String device,
    DeviceState from,
    DeviceState to,
    @Nullable String root,
    @Nullable Instant firstUnansweredAt,
    Instant judgedAt,
    Instant toldAt) {
  private static final String KEYWORD = "change";
  private static final String NONE = "-";

  static StateLine of(StateChange change, Duration since, Instant toldAt) {
    Outage outage = change.outage();
    return new StateLine(
        since,
        change.device(),
        change.from(),
        change.to(),
        outage == null ? null : outage.root(),
        change.evidence().firstUnansweredAt(),
        change.at(),
        toldAt);
  }

  static boolean isOne(String line) {
    return line.startsWith(KEYWORD + "\t");
  }

  static StateLine parse(String line) {
    List<String> words = List.of(line.split("\t", -1));
    return new StateLine(
        Duration.parse(words.get(1)),
        words.get(2),
        DeviceState.valueOf(words.get(3)),
        DeviceState.valueOf(words.get(4)),
        words.get(5).equals(NONE) ? null : words.get(5),
        words.get(6).equals(NONE) ? null : Instant.parse(words.get(6)),
        Instant.parse(words.get(7)),
        Instant.parse(words.get(8)));
  }

  /** The line itself. */
  String words() {
    return String.join(
        "\t",
        KEYWORD,
        since.toString(),
        device,
        from.name(),
        to.name(),
        root == null ? NONE : root,
        firstUnansweredAt == null ? NONE : firstUnansweredAt.toString(),
        judgedAt.toString(),
        toldAt.toString());
  }

  /** How long after the sending of the first unanswered question it was told. */
  Duration announcedAfter() {
    if (firstUnansweredAt == null) {
      throw new IllegalStateException("nothing was unanswered: " + this);
    }
    return Duration.between(firstUnansweredAt, toldAt);
  }
}
