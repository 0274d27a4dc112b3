package io.ispmonitor.capacity;

import io.ispmonitor.capacity.Forecast.InDays;
import io.ispmonitor.capacity.Forecast.NotAtThisPace;
import io.ispmonitor.capacity.Forecast.Reached;
import io.ispmonitor.metric.SeriesKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Collects plans and keeps the days of the most urgent only: those of all series of a large network
 * would be gigabytes, and charts are drawn of a few. One thread.
 */
final class UrgentPlans {
  private static final double FAR = 1e9;

  /** By when the limit is reached, then by series. */
  static final Comparator<CapacityPlan> SOONEST =
      Comparator.comparingDouble((CapacityPlan plan) -> urgency(plan.forecast()))
          .thenComparing(
              CapacityPlan::series,
              Comparator.comparing(SeriesKey::device)
                  .thenComparing(SeriesKey::metric)
                  .thenComparing(SeriesKey::instance));

  private final int most;
  private final PriorityQueue<CapacityPlan> withDays = new PriorityQueue<>(SOONEST.reversed());
  private final List<CapacityPlan> others = new ArrayList<>();

  /** Of so many at most days are kept. */
  UrgentPlans(int most) {
    this.most = most;
  }

  void add(CapacityPlan plan) {
    withDays.add(plan);
    if (withDays.size() > most) {
      others.add(withDays.remove().withoutDays());
    }
  }

  List<CapacityPlan> all() {
    List<CapacityPlan> all = new ArrayList<>(others);
    all.addAll(withDays);
    all.sort(SOONEST);
    return all;
  }

  private static double urgency(Forecast forecast) {
    if (forecast instanceof Reached) {
      return -1;
    }
    if (forecast instanceof InDays in) {
      return in.days();
    }
    return forecast instanceof NotAtThisPace far ? FAR + far.soonest().orElse(FAR) : 3 * FAR;
  }
}
