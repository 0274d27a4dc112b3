package io.ispmonitor.internal.path;

import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Outage;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which outages go on: those whose root is down. */
final class OpenOutages {
  private final Set<String> ids = new HashSet<>();

  /** A device has another verdict, or is watched from now on. */
  void follow(@Nullable Verdict before, Watched watched) {
    if (before != null && before.state() == DeviceState.DOWN) {
      Outage ended = before.outage();
      if (ended != null) {
        ids.remove(ended.id());
      }
    }
    Outage own = watched.ownOutage();
    if (own != null && watched.verdict.state() == DeviceState.DOWN) {
      ids.add(own.id());
    }
  }

  boolean contains(@Nullable Outage outage) {
    return outage != null && ids.contains(outage.id());
  }
}
