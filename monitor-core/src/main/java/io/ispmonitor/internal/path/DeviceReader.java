package io.ispmonitor.internal.path;

import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.SeriesBlock;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.SeriesRegistry;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.telemetry.DeviceExport;
import io.ispmonitor.telemetry.DeviceReadout;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads states and last values of devices for an export. On the caller's thread, which waits for
 * the metric store.
 */
final class DeviceReader {
  /** A value is out of date after so many of the intervals in which it is asked for. */
  private static final int INTERVALS = 3;

  /** The same for values that nobody asks for. */
  private static final Duration UNASKED = Duration.ofMinutes(5);

  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(1);

  private final TimeSource time;
  private final Roster roster;
  private final SeriesRegistry series;
  private final MetricStore store;

  DeviceReader(TimeSource time, Roster roster, SeriesRegistry series, MetricStore store) {
    this.time = time;
    this.roster = roster;
    this.series = series;
    this.store = store;
  }

  DeviceReadout read(DeviceExport export) {
    DeviceBook book = new DeviceBook(export.mostSeries());
    List<Watched> wanted =
        candidates(export)
            .filter(watched -> export.wants(watched.device))
            .sorted(Comparator.comparing(Watched::id))
            .toList();
    Instant now = time.instant();
    for (Watched watched : wanted) {
      state(book, watched);
      values(book, watched, export, now);
    }
    return book.readout();
  }

  private Stream<Watched> candidates(DeviceExport export) {
    return export
        .onlyThese()
        .map(ids -> ids.stream().flatMap(id -> Stream.ofNullable(roster.find(id))))
        .orElseGet(() -> roster.all().stream());
  }

  /** A device of which nothing is known is neither up nor down. */
  private static void state(DeviceBook book, Watched watched) {
    DeviceState state = watched.verdict.state();
    book.state(watched.id(), state);
    if (state != DeviceState.UNKNOWN) {
      book.up(watched.id(), state.isAnswering());
    }
  }

  private void values(DeviceBook book, Watched watched, DeviceExport export, Instant now) {
    Set<SeriesKey> seen = new HashSet<>();
    for (SeriesBlock block : series.blocks(watched.id())) {
      Layout layout = block.layout();
      for (int column = 0; column < layout.size(); column++) {
        Layout.Column is = layout.column(column);
        SeriesKey key = block.key(column);
        if (!export.wants(is.metric().name()) || !seen.add(key)) {
          continue;
        }
        if (book.isFull()) {
          book.leaveOut();
          continue;
        }
        Duration age = mostAge(watched, is);
        newest(key, now.minus(age), now.plus(CLOCKS_DIFFER))
            .ifPresent(value -> book.value(watched.id(), is, value));
      }
    }
  }

  /** The newest sample, if it is no gap: what is missing now is not made up for by an old value. */
  private OptionalDouble newest(SeriesKey key, Instant from, Instant to) {
    double[] last = {Double.NaN};
    store.read(
        key, from, to, (epochNanos, value, gap) -> last[0] = gap == Gap.NONE ? value : Double.NaN);
    return Double.isNaN(last[0]) ? OptionalDouble.empty() : OptionalDouble.of(last[0]);
  }

  /** By the probe that says it has this column; else by the slowest of those that do not say. */
  private static Duration mostAge(Watched watched, Layout.Column column) {
    long slowest = 0;
    for (Asking asking : watched.askings) {
      Layout known = asking.runner.layout;
      if (known.indexOf(column.metric().name(), column.instance()) != Layout.NO_COLUMN) {
        return Duration.ofNanos(INTERVALS * asking.effectiveIntervalNanos());
      }
      if (known.size() == 0) {
        slowest = Math.max(slowest, asking.effectiveIntervalNanos());
      }
    }
    return slowest == 0 ? UNASKED : Duration.ofNanos(INTERVALS * slowest);
  }
}
