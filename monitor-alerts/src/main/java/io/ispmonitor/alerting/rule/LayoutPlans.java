package io.ispmonitor.alerting.rule;

import io.ispmonitor.metric.Layout;
import java.util.HashMap;
import java.util.Map;

/**
 * The plans of all layouts that were met lately. Layouts keep their hash, so that to find the plan
 * of one that was met before costs a few nanoseconds.
 */
final class LayoutPlans {
  private static final int MOST = 10_000;

  private final Watchers watchers;
  private final Map<Layout, LayoutPlan> plans = new HashMap<>();

  LayoutPlans(Watchers watchers) {
    this.watchers = watchers;
  }

  LayoutPlan of(Layout layout) {
    LayoutPlan plan = plans.get(layout);
    return plan == null ? make(layout) : plan;
  }

  private LayoutPlan make(Layout layout) {
    if (plans.size() >= MOST) {
      plans.clear(); // devices find their series again by themselves
    }
    LayoutPlan plan = LayoutPlan.of(layout, watchers);
    plans.put(layout, plan);
    return plan;
  }
}
