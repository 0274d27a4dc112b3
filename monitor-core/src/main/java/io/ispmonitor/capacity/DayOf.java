package io.ispmonitor.capacity;

import io.ispmonitor.metric.rollup.Rollup;
import java.util.List;

/** The one number that a day is taken for, out of its hours. None of them is an estimate. */
enum DayOf {
  /** The highest of the 95th percentiles of hours, so that a single reading moves nothing. */
  BUSIEST_HOUR {
    @Override
    double of(List<Rollup> hours) {
      return hours.stream().mapToDouble(Rollup::p95).max().orElse(Double.NaN);
    }
  },
  /** The lowest reading. */
  LOWEST {
    @Override
    double of(List<Rollup> hours) {
      return hours.stream().mapToDouble(Rollup::min).min().orElse(Double.NaN);
    }
  },
  /** The median of the means of hours. */
  USUAL {
    @Override
    double of(List<Rollup> hours) {
      return Medians.of(hours.stream().mapToDouble(Rollup::mean).toArray());
    }
  };

  abstract double of(List<Rollup> hours);
}
