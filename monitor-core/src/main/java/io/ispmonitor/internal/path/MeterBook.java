package io.ispmonitor.internal.path;

import io.ispmonitor.internal.gauge.Timings;
import io.ispmonitor.telemetry.Bucket;
import io.ispmonitor.telemetry.Meter;
import io.ispmonitor.telemetry.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the meters are written down while they are read. */
final class MeterBook {
  private static final double NANOS = 1e9;

  private final Map<EngineMeter, List<Point>> points = new EnumMap<>(EngineMeter.class);

  MeterBook() {
    for (EngineMeter meter : EngineMeter.values()) {
      points.put(meter, new ArrayList<>());
    }
  }

  /** All meters, those without a point included. */
  List<Meter> meters() {
    return points.entrySet().stream().map(is -> is.getKey().of(is.getValue())).toList();
  }

  void put(EngineMeter meter, long value, String... labels) {
    measure(meter, (double) value, labels);
  }

  private void measure(EngineMeter meter, double value, String... labels) {
    add(meter, new Point.Value(List.of(labels), value));
  }

  /** Leaves no point where nothing is known. */
  void putIfKnown(EngineMeter meter, @Nullable Long value, String... labels) {
    if (value != null) {
      put(meter, value, labels);
    }
  }

  void putSeconds(EngineMeter meter, @Nullable Duration value, String... labels) {
    if (value != null) {
      measure(meter, seconds(value), labels);
    }
  }

  void putTime(EngineMeter meter, @Nullable Instant value, String... labels) {
    if (value != null) {
      measure(meter, value.getEpochSecond() + value.getNano() / NANOS, labels);
    }
  }

  /** Durations in buckets; those of several that do the same are added up. */
  void putTimings(EngineMeter meter, List<Timings> timings, String... labels) {
    List<Duration> bounds = Timings.bounds();
    long[] counts = new long[bounds.size() + 1];
    double sum = 0;
    for (Timings part : timings) {
      long[] more = part.counts();
      Arrays.setAll(counts, i -> counts[i] + more[i]);
      sum += seconds(part.sum());
    }
    List<Bucket> buckets = new ArrayList<>();
    long below = 0;
    for (int i = 0; i < bounds.size(); i++) {
      below += counts[i];
      buckets.add(new Bucket(seconds(bounds.get(i)), below));
    }
    long count = below + counts[bounds.size()];
    add(meter, new Point.Distribution(List.of(labels), buckets, count, sum));
  }

  private void add(EngineMeter meter, Point point) {
    List<Point> known = points.get(meter);
    if (known != null) {
      known.add(point);
    }
  }

  private static double seconds(Duration duration) {
    return duration.getSeconds() + duration.getNano() / NANOS;
  }
}
