package io.ispmonitor.icmp;

import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.StateChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of state as it travels from one JVM to another.
 *
 * @param after how long after the start it was told, by the monotonic clock
 * @param device the device's id
 * @param from the state before
 * @param to the state from then on
 * @param root the device at fault; null when no outage is involved
 * @param firstUnansweredAt when the first unanswered question was sent; null when there is none
 * @param judgedAt when it was judged
 */
record StateLine(
    Duration after,
    String device,
    DeviceState from,
    DeviceState to,
    @Nullable String root,
    @Nullable Instant firstUnansweredAt,
    Instant judgedAt) {
  static final String KEYWORD = "change";

  static String of(StateChange change, Duration after) {
    Outage outage = change.outage();
    return Tabs.join(
        KEYWORD,
        after,
        change.device(),
        change.from(),
        change.to(),
        outage == null ? null : outage.root(),
        change.evidence().firstUnansweredAt(),
        change.at());
  }

  static StateLine parse(List<String> words) {
    return new StateLine(
        Duration.parse(words.get(1)),
        words.get(2),
        DeviceState.valueOf(words.get(3)),
        DeviceState.valueOf(words.get(4)),
        Tabs.text(words.get(5)),
        Tabs.instant(words.get(6)),
        Instant.parse(words.get(7)));
  }
}
