package io.ispmonitor.internal.path;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.time.TimeSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Notices when an uplink is lost and when it is back, and says so. */
final class Isolations {
  private final TimeSource time;
  private final Rules rules;
  private final Uplinks uplinks;
  private final Outputs outputs;
  private final Map<UplinkWatch, Isolation> open = new LinkedHashMap<>();

  Isolations(TimeSource time, Rules rules, Uplinks uplinks, Outputs outputs) {
    this.time = time;
    this.rules = rules;
    this.uplinks = uplinks;
    this.outputs = outputs;
  }

  /** A witness was heard: it falls silent and comes back like any device. */
  void heard(Watched witness) {
    if (witness.misses >= rules.of(witness).misses()) {
      witness.silentWitness = true;
    } else if (witness.answers >= rules.of(witness).answers()) {
      witness.silentWitness = false;
    }
  }

  /** Looks at all uplinks; the devices that we reach again, if one is back. */
  List<Watched> look() {
    List<UplinkWatch> back = new ArrayList<>();
    for (UplinkWatch uplink : uplinks.all()) {
      boolean silent = uplink.isSilent();
      if (silent && !uplink.lost) {
        lost(uplink);
      } else if (!silent && uplink.lost) {
        uplink.lost = false;
        back.add(uplink);
      }
    }
    back.forEach(this::returned);
    return back.isEmpty() ? List.of() : reachedBy(back);
  }

  private void lost(UplinkWatch uplink) {
    uplink.lost = true;
    Instant since = EpochNanos.toInstant(uplink.silentSinceEpochNanos());
    Isolation isolation = isolation(uplink, since, null);
    open.put(uplink, isolation);
    publish();
    outputs.isolation(isolation);
  }

  private void returned(UplinkWatch uplink) {
    Isolation was = open.remove(uplink);
    publish();
    if (was != null) {
      outputs.isolation(isolation(uplink, was.since(), time.instant()));
    }
  }

  private Isolation isolation(UplinkWatch uplink, Instant since, @Nullable Instant until) {
    return new Isolation(uplink.uplink.name(), since, until, uplinks.cutOff(), uplink.evidence());
  }

  private void publish() {
    outputs.isolations(List.copyOf(open.values()));
  }

  private List<Watched> reachedBy(List<UplinkWatch> back) {
    List<Watched> reached = new ArrayList<>();
    for (Watched watched : uplinks.reached()) {
      for (UplinkWatch uplink : watched.uplinks) {
        if (back.contains(uplink)) {
          reached.add(watched);
          break;
        }
      }
    }
    return reached;
  }
}
