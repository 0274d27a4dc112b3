package io.ispmonitor.status;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.SeriesKey;
import java.util.ArrayList;
import java.util.List;

/** Gathers the values of a series step by step. For one thread. */
final class Series {
  private final TimeSteps steps;
  private final List<SeriesStep> done = new ArrayList<>();
  private final Percentiles values = new Percentiles();

  private Series(TimeSteps steps) {
    this.steps = steps;
  }

  static List<SeriesStep> of(MetricStore store, SeriesKey key, TimeSteps steps) {
    Series series = new Series(steps);
    store.read(key, steps.from(), steps.to(), series::add);
    while (series.done.size() < steps.count()) {
      series.close();
    }
    return List.copyOf(series.done);
  }

  private void add(long at, double value, Gap gap) {
    while (done.size() < steps.count() - 1 && at >= EpochNanos.of(steps.end(done.size()))) {
      close();
    }
    if (gap == Gap.NONE) {
      values.add(value);
    }
  }

  private void close() {
    int index = done.size();
    done.add(SeriesStep.of(steps.start(index), steps.end(index), values));
    values.clear();
  }
}
