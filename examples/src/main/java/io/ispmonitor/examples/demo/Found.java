package io.ispmonitor.examples.demo;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.jdbc.JdbcStorage;
import io.ispmonitor.jdbc.database.HistoryException;
import io.ispmonitor.metric.PingMetrics;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.StateChange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What earlier runs left behind, in words. */
final class Found {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final Duration SAMPLES = Duration.ofHours(1);
  private static final long MOST_NANOS = Duration.ofSeconds(1).toNanos();

  private final Keeping keeping;
  private final Inventory inventory;
  private final ZoneId zone;
  private final Instant now;

  private Found(Keeping keeping, Inventory inventory, ZoneId zone, Instant now) {
    this.keeping = keeping;
    this.inventory = inventory;
    this.zone = zone;
    this.now = now;
  }

  /** Lines about it; before the monitor starts. */
  static List<String> words(Keeping keeping, Inventory inventory, ZoneId zone, Instant now) {
    return new Found(keeping, inventory, zone, now).words();
  }

  private List<String> words() {
    JdbcStorage storage = keeping.storage();
    Collection<StateChange> latest = storage.states().latest();
    List<String> lines = new ArrayList<>();
    lines.add("history: " + keeping.place() + ": " + past(storage, latest));
    if (!latest.isEmpty()) {
      lines.add("history: " + states(latest));
    }
    return lines;
  }

  private String past(JdbcStorage storage, Collection<StateChange> latest) {
    Set<String> devices = new HashSet<>();
    inventory.devices().forEach(is -> devices.add(is.id()));
    latest.forEach(is -> devices.add(is.device()));
    try {
      List<StateChange> changes =
          storage.states().history(devices, Instant.EPOCH, now).values().stream()
              .flatMap(List::stream)
              .toList();
      Instant since = changes.stream().map(StateChange::at).min(Instant::compareTo).orElse(null);
      if (since == null) {
        return "nothing of before";
      }
      long outages = changes.stream().filter(is -> is.to() == DeviceState.DOWN).count();
      return "since %s, %s of state, %s, %s in the last hour"
          .formatted(
              DAY.format(since.atZone(zone)),
              Network.count(changes.size(), "change"),
              Network.count(outages, "outage"),
              samples(storage));
    } catch (HistoryException e) {
      return "what was before cannot be read now: " + e.getMessage();
    }
  }

  /** No start waits for very many of them. */
  private String samples(JdbcStorage storage) {
    long[] count = new long[1];
    long until = System.nanoTime() + MOST_NANOS;
    boolean isAll = true;
    for (Device device : inventory.devices()) {
      isAll = System.nanoTime() < until;
      if (!isAll) {
        break;
      }
      SeriesKey series = SeriesKey.of(device.id(), PingMetrics.ROUND_TRIP.name());
      storage.metrics().read(series, now.minus(SAMPLES), now, (at, value, gap) -> count[0]++);
    }
    return (isAll ? "" : "at least ") + Network.count(count[0], "sample") + " of round trips";
  }

  private String states(Collection<StateChange> latest) {
    Map<DeviceState, Integer> counts = new EnumMap<>(DeviceState.class);
    int others = 0;
    for (StateChange last : latest) {
      if (inventory.find(last.device()).isPresent()) {
        counts.merge(last.to(), 1, Integer::sum);
      } else {
        others++;
      }
    }
    String gone =
        others == 0 ? "" : "; " + Network.count(others, "device") + " of before not watched now";
    return counts.isEmpty()
        ? "no device of this run was watched before" + gone
        : "judging goes on from there: " + States.some(counts) + gone;
  }
}
