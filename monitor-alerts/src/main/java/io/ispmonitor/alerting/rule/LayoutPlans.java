package io.ispmonitor.alerting.rule;

import io.ispmonitor.metric.Layout;
import java.util.HashMap;
import java.util.Map;

/**
 * The plans of all layouts that were met lately. Layouts keep their hash, so that to find the plan
 * of one that was met before costs a few nanoseconds.
 */
final class LayoutPlans {
  private static final int MOST = 100_000;

  private final Watchers watchers;
  private final Map<Layout, LayoutPlan> plans = new HashMap<>();

  /** How often all plans were dropped: what hangs on a plan of before is of no use. */
  private int generation;

  LayoutPlans(Watchers watchers) {
    this.watchers = watchers;
  }

  LayoutPlan of(Layout layout) {
    LayoutPlan plan = plans.get(layout);
    return plan == null ? make(layout) : plan;
  }

  int generation() {
    return generation;
  }

  private LayoutPlan make(Layout layout) {
    if (plans.size() >= MOST) {
      plans.clear();
      generation++;
    }
    LayoutPlan plan = LayoutPlan.of(layout, watchers);
    plans.put(layout, plan);
    return plan;
  }
}
