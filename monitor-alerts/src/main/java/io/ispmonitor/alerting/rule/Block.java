package io.ispmonitor.alerting.rule;

import io.ispmonitor.metric.Layout;
import org.jspecify.annotations.Nullable;

/** What is remembered for the columns of a layout, in the order of its plan. */
final class Block {
  final Layout layout;
  final LayoutPlan plan;

  /** Null where a rule is not for the device, or there was no room. */
  final @Nullable Memory[] memories;

  /** How many had no room. */
  final int missing;

  /** When that was, by the steady clock. */
  final long madeNanos;

  Block(Layout layout, LayoutPlan plan, @Nullable Memory[] memories, int missing, long madeNanos) {
    this.layout = layout;
    this.plan = plan;
    this.memories = memories;
    this.missing = missing;
    this.madeNanos = madeNanos;
  }
}
