package io.ispmonitor.internal.path;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.time.TimeSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Brings a device from one state to another, with all that hangs on that. */
final class Transitions {
  private final TimeSource time;
  private final Outputs outputs;
  private final Quality quality;
  private final Notices notices;
  private final OpenOutages open;
  private final FollowUps followUps;

  /** Devices behind which something may be decided now. */
  private final Deque<Watched> disturbed = new ArrayDeque<>();

  Transitions(
      TimeSource time,
      Outputs outputs,
      Quality quality,
      Notices notices,
      OpenOutages open,
      FollowUps followUps) {
    this.time = time;
    this.outputs = outputs;
    this.quality = quality;
    this.notices = notices;
    this.open = open;
    this.followUps = followUps;
  }

  void change(Watched watched, DeviceState to, @Nullable Outage outage, Evidence evidence) {
    watched.downSinceNanos =
        to == DeviceState.DOWN && outage != null ? nanos(outage) : Watched.NOT_DOWN;
    watched.resting = to.isOutage() || evidence.basis() == Evidence.Basis.ISOLATION;
    Verdict before = watched.verdict;
    outputs.change(watched, to, outage, evidence);
    open.follow(before, watched);
    if (before.state() == DeviceState.DOWN && to != DeviceState.DOWN) {
      followUps.askAtUsualPace(watched);
    }
    if (to == DeviceState.UNKNOWN) {
      quality.forget(watched);
    }
    notices.reconcile(watched);
    disturb(watched);
  }

  /** What is behind a device may have to be looked at again. */
  void disturb(Watched watched) {
    disturbed.add(watched);
  }

  /** The next device to look behind; null when there is none. */
  @Nullable Watched nextDisturbed() {
    return disturbed.poll();
  }

  private long nanos(Outage outage) {
    long age = EpochNanos.of(time.instant()) - EpochNanos.of(outage.startedAt());
    return time.nanoTime() - age;
  }
}
