package io.ispmonitor.status;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.PingMetrics;
import io.ispmonitor.metric.SeriesKey;
import java.util.ArrayList;
import java.util.List;

/** Gathers the round trips of a device step by step. For one thread. */
final class Smoke {
  private final TimeSteps steps;
  private final List<SmokeStep> done = new ArrayList<>();
  private final Percentiles roundTrips = new Percentiles();
  private int questions;
  private double lost;
  private long endNanos;

  private Smoke(TimeSteps steps) {
    this.steps = steps;
    this.endNanos = EpochNanos.of(steps.end(0));
  }

  static List<SmokeStep> of(MetricStore store, String device, TimeSteps steps) {
    SeriesKey roundTrip = SeriesKey.of(device, PingMetrics.ROUND_TRIP.name());
    SeriesKey loss = SeriesKey.of(device, PingMetrics.LOSS.name());
    Partial partial = new Partial();
    store.read(loss, steps.from(), steps.to(), partial::add);
    Smoke smoke = new Smoke(steps);
    store.read(
        roundTrip,
        steps.from(),
        steps.to(),
        (at, value, gap) -> smoke.add(at, value, gap, partial.at(at)));
    while (smoke.done.size() < steps.count()) {
      smoke.close();
    }
    return List.copyOf(smoke.done);
  }

  private void add(long at, double roundTrip, Gap gap, double lossOfAnswered) {
    while (at >= endNanos && done.size() < steps.count() - 1) {
      close();
    }
    if (gap == Gap.NONE) {
      roundTrips.add(roundTrip);
      questions++;
      lost += lossOfAnswered;
    } else if (gap == Gap.SILENT || gap == Gap.REFUSED) {
      questions++;
      lost++;
    }
  }

  private void close() {
    int index = done.size();
    done.add(SmokeStep.of(steps.start(index), steps.end(index), roundTrips, questions, lost));
    roundTrips.clear();
    questions = 0;
    lost = 0;
    if (done.size() < steps.count()) {
      endNanos = EpochNanos.of(steps.end(done.size()));
    }
  }

  /** The loss of questions of which some echoes were answered: walked through in step. */
  private static final class Partial {
    private final List<Loss> losses = new ArrayList<>();
    private int next;

    private record Loss(long at, double share) {}

    void add(long at, double share, Gap gap) {
      if (gap == Gap.NONE && share > 0) {
        losses.add(new Loss(at, share));
      }
    }

    double at(long time) {
      while (next < losses.size() && losses.get(next).at < time) {
        next++;
      }
      return next < losses.size() && losses.get(next).at == time ? losses.get(next).share : 0;
    }
  }
}
