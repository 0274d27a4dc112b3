package io.ispmonitor.snmp.collector;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Makes plans, one for all devices that are alike. Any thread. */
final class PlanBook {
  /** A plan holds its key, so an entry stays as long as a device has the plan. */
  private final Map<Plan.Key, WeakReference<Plan>> plans = new WeakHashMap<>();

  synchronized Plan plan(Plan.Key key) {
    WeakReference<Plan> known = plans.get(key);
    @Nullable Plan plan = known == null ? null : known.get();
    if (plan == null) {
      plan = Planner.plan(key);
      plans.put(plan.key(), new WeakReference<>(plan));
    }
    return plan;
  }

  /** How many different plans are in use. */
  synchronized int size() {
    return plans.size();
  }
}
