package io.ispmonitor.alerting.rule;

import io.ispmonitor.metric.Layout;
import java.util.ArrayList;
import java.util.List;

/** Which columns of a layout interest which rules. */
final class LayoutPlan {
  /** Of layouts in which there is nothing of interest. */
  static final LayoutPlan NOTHING = new LayoutPlan(new int[0], new Watcher[0], new String[0]);

  /** The columns, one for each pair of a column and a rule. */
  final int[] columns;

  /** The rules of the pairs. */
  final Watcher[] watchers;

  /** The instances of the pairs. */
  final String[] instances;

  private LayoutPlan(int[] columns, Watcher[] watchers, String[] instances) {
    this.columns = columns;
    this.watchers = watchers;
    this.instances = instances;
  }

  static LayoutPlan of(Layout layout, Watchers all) {
    List<Integer> columns = new ArrayList<>();
    List<Watcher> watchers = new ArrayList<>();
    for (int column = 0; column < layout.size(); column++) {
      for (Watcher watcher : all.ofMetric(layout.column(column).metric().name())) {
        if (watcher.instances().matches(layout.column(column).instance())) {
          columns.add(column);
          watchers.add(watcher);
        }
      }
    }
    if (columns.isEmpty()) {
      return NOTHING;
    }
    return new LayoutPlan(
        columns.stream().mapToInt(Integer::intValue).toArray(),
        watchers.toArray(new Watcher[0]),
        columns.stream()
            .map(column -> Keys.shortened(layout.column(column).instance()))
            .toArray(String[]::new));
  }
}
