package io.ispmonitor.internal.path;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.time.TimeSource;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Notices when an uplink is lost and when it is back, and says so. */
final class Isolations {
  private static final int MOST_OWED = 1_000;

  private final TimeSource time;
  private final Rules rules;
  private final Uplinks uplinks;
  private final Outputs outputs;
  private final Map<UplinkWatch, Isolation> open = new LinkedHashMap<>();

  /** What found no room and is tried again, in its order. */
  private final Deque<Isolation> owed = new ArrayDeque<>();

  Isolations(TimeSource time, Rules rules, Uplinks uplinks, Outputs outputs) {
    this.time = time;
    this.rules = rules;
    this.uplinks = uplinks;
    this.outputs = outputs;
  }

  /** A witness was heard: it falls silent and comes back like any device. */
  void heard(Watched witness) {
    if (witness.misses >= rules.of(witness).misses() && !witness.isSilentWitness()) {
      witness.silentSince = EpochNanos.toInstant(witness.firstMissEpochNanos());
      outputs.note(witness);
    } else if (witness.answers >= rules.of(witness).answers() && witness.isSilentWitness()) {
      witness.silentSince = null;
      outputs.note(witness);
    }
  }

  /** Looks at all uplinks; the devices that were cut off and are so no more. */
  List<Watched> look() {
    tellOwed();
    List<UplinkWatch> lost = all(is -> !is.lost && is.isSilent());
    List<UplinkWatch> back = all(is -> is.lost && !is.isSilent());
    if (lost.isEmpty() && back.isEmpty()) {
      return List.of();
    }
    List<Watched> wereCutOff = uplinks.cutOff();
    List<Isolation> news = new ArrayList<>();
    for (UplinkWatch uplink : back) {
      news.add(isolation(uplink, sinceOf(uplink), wereCutOff).endedAt(time.instant()));
      open.remove(uplink);
    }
    back.forEach(uplink -> uplink.lost = false);
    lost.forEach(uplink -> uplink.lost = true);
    List<Watched> cutOff = uplinks.cutOff();
    for (UplinkWatch uplink : lost) {
      Isolation begins = isolation(uplink, sinceOf(uplink), cutOff);
      open.put(uplink, begins);
      if (!uplink.isStillSilent()) {
        news.add(begins); // or an earlier monitor has said so
      }
    }
    recount();
    news.forEach(this::tell);
    return wereCutOff.stream().filter(is -> !Uplinks.isCutOff(is)).toList();
  }

  private void tell(Isolation is) {
    owed.addLast(is);
    tellOwed();
  }

  /** Until there is no room again. */
  private void tellOwed() {
    while (!owed.isEmpty() && outputs.isolation(owed.getFirst())) {
      owed.removeFirst();
    }
    if (owed.size() > MOST_OWED) {
      owed.removeFirst();
    }
  }

  /** Other uplinks are lost than before, or they reach other devices. */
  void recount() {
    if (!open.isEmpty()) {
      List<Watched> cutOff = uplinks.cutOff();
      open.replaceAll((uplink, is) -> isolation(uplink, is.since(), cutOff));
    }
    outputs.isolations(List.copyOf(open.values()));
  }

  private List<UplinkWatch> all(Predicate<UplinkWatch> which) {
    return uplinks.all().stream().filter(which).toList();
  }

  private Instant sinceOf(UplinkWatch uplink) {
    Isolation known = open.get(uplink);
    return known != null ? known.since() : uplink.silentSince();
  }

  private static Isolation isolation(UplinkWatch uplink, Instant since, List<Watched> cutOff) {
    long devices = cutOff.stream().filter(uplink::reaches).count();
    return new Isolation(uplink.uplink.name(), since, null, (int) devices, uplink.evidence());
  }
}
