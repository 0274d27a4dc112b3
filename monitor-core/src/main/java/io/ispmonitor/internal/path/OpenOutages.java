package io.ispmonitor.internal.path;

import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Outage;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which outages go on: those whose root is down. */
final class OpenOutages {
  /** The root of each by the outage's id; a deeper root takes the place of the one before. */
  private final Map<String, Watched> roots = new HashMap<>();

  /** A device has another verdict, or is watched from now on. */
  void follow(@Nullable Verdict before, Watched watched) {
    if (before != null && before.state() == DeviceState.DOWN) {
      Outage ended = before.outage();
      if (ended != null) {
        roots.remove(ended.id(), watched);
      }
    }
    Outage own = watched.ownOutage();
    if (own != null && watched.verdict.state() == DeviceState.DOWN) {
      roots.put(own.id(), watched);
    }
  }

  boolean contains(@Nullable Outage outage) {
    return outage != null && roots.containsKey(outage.id());
  }
}
