package io.ispmonitor.benchmarks.scale;

import io.ispmonitor.extension.MonitorListener;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.StateChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds what the monitor says against what is so. Thread-safe. */
final class Findings implements MonitorListener {
  private final Field field;
  private final List<Duration> outages = new ArrayList<>();
  private final List<Duration> recoveries = new ArrayList<>();
  private int falselyDown;
  private boolean begun;

  Findings(Field field) {
    this.field = field;
  }

  /** From now on changes count for how fast they are found. */
  synchronized void begin() {
    begun = true;
  }

  @Override
  public synchronized void onStateChange(StateChange change) {
    String device = change.device();
    Instant changedAt = field.changedAt(device);
    if (change.to() == DeviceState.DOWN) {
      Instant first = change.evidence().firstUnansweredAt();
      // A question that was under way when it was let answer again went unanswered rightly.
      boolean wasSilent =
          changedAt != null
              && (field.isSilent(device) || first == null || isBefore(first, changedAt));
      falselyDown += wasSilent ? 0 : 1;
      if (begun && first != null) {
        outages.add(Duration.between(first, change.at()));
      }
    } else if (begun && change.from() == DeviceState.DOWN && changedAt != null) {
      recoveries.add(Duration.between(changedAt, change.at()));
    }
  }

  private static boolean isBefore(Instant first, Instant changedAt) {
    return first.isBefore(changedAt);
  }

  synchronized int falselyDown() {
    return falselyDown;
  }

  synchronized int found() {
    return outages.size() + recoveries.size();
  }

  /** From the first unanswered question to the verdict, at the longest. */
  synchronized @Nullable Duration slowestOutage() {
    return outages.isEmpty() ? null : Collections.max(outages);
  }

  /** From the change to the verdict, at the longest; waits for the next turn included. */
  synchronized @Nullable Duration slowestRecovery() {
    return recoveries.isEmpty() ? null : Collections.max(recoveries);
  }
}
