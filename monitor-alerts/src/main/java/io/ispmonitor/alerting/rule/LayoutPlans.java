package io.ispmonitor.alerting.rule;

import io.ispmonitor.metric.Layout;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The plans of all layouts that somebody still has, so that devices with the same layout have the
 * same plan. Layouts are told apart as objects: names in them come from devices, and whoever
 * chooses names chooses their hash.
 */
final class LayoutPlans {
  private final Watchers watchers;
  private final Map<Key, LayoutPlan> plans = new HashMap<>();
  private final ReferenceQueue<Layout> gone = new ReferenceQueue<>();

  /** A layout, and no reason to keep it. */
  private static final class Key extends WeakReference<Layout> {
    private final int hash;

    Key(Layout layout, @Nullable ReferenceQueue<Layout> queue) {
      super(layout, queue);
      this.hash = System.identityHashCode(layout);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the very same layout is meant
    public boolean equals(@Nullable Object other) {
      Layout layout = get();
      return this == other || (layout != null && other instanceof Key key && key.get() == layout);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  LayoutPlans(Watchers watchers) {
    this.watchers = watchers;
  }

  LayoutPlan of(Layout layout) {
    LayoutPlan plan = plans.get(new Key(layout, null));
    return plan == null ? make(layout) : plan;
  }

  private LayoutPlan make(Layout layout) {
    dropGone();
    LayoutPlan plan = LayoutPlan.of(layout, watchers);
    plans.put(new Key(layout, gone), plan);
    return plan;
  }

  private void dropGone() {
    for (Reference<? extends Layout> key = gone.poll(); key != null; key = gone.poll()) {
      plans.remove(key);
    }
  }
}
