package io.ispmonitor.testkit.check;

import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.Outage;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people were told and not yet told the end of. */
final class Knowledge {
  private final Outages outages;
  private final Map<Node, Troubles> troubles = new HashMap<>();

  Knowledge(Outages outages) {
    this.outages = outages;
  }

  /** What people know of one device. */
  private static final class Troubles {
    @Nullable String outage;
    boolean degraded;
    boolean flapping;
    long digestAt = Streak.NEVER;

    boolean isNone() {
      return outage == null && !degraded && !flapping;
    }
  }

  boolean isFlapping(Node node) {
    Troubles known = troubles.get(node);
    return known != null && known.flapping;
  }

  boolean isDegraded(Node node) {
    Troubles known = troubles.get(node);
    return known != null && known.degraded;
  }

  /** The outage that people know the device to be the root of; null when they know of none. */
  @Nullable String outageAt(Node node) {
    Troubles known = troubles.get(node);
    return known == null ? null : known.outage;
  }

  /** Whether people know of any trouble there. */
  boolean isAnything(Node node) {
    return troubles.containsKey(node);
  }

  /** The device that people know to be the root of an outage; null when they know of none. */
  @Nullable Node rootOf(Outage outage) {
    Outages.Known known = outages.find(outage.id());
    return known == null ? null : known.told;
  }

  /** When people were told last that it flaps. */
  long digestAt(Node node) {
    Troubles known = troubles.get(node);
    return known == null ? Streak.NEVER : known.digestAt;
  }

  void learns(Node node, Announcement announcement, long at) {
    Troubles now = troubles.computeIfAbsent(node, is -> new Troubles());
    switch (announcement.kind()) {
      case DOWN -> {
        tell(announcement.outage(), node);
        now.degraded = false; // which is worse
      }
      case ROOT_FOUND -> tell(announcement.outage(), node);
      case RECOVERED -> tell(announcement.outage(), null);
      case WITHDRAWN -> {
        tell(announcement.outage(), null);
        now.degraded &= node.asked;
        now.flapping &= node.asked;
      }
      case DEGRADED -> now.degraded = true;
      case WITHIN_LIMITS -> now.degraded = false;
      case FLAPPING, STILL_FLAPPING -> {
        now.flapping = true;
        now.digestAt = at;
      }
      case SETTLED -> now.flapping = false;
    }
    if (!now.isNone()) {
      troubles.put(node, now); // where it was forgotten on the way
    }
    forgetIfNone(node);
  }

  void forget(Node node) {
    troubles.remove(node);
  }

  private void tell(@Nullable Outage outage, @Nullable Node root) {
    if (outage == null) {
      return;
    }
    Outages.Known known = outages.findOrAdd(outage);
    Node before = known.told;
    known.told = root;
    if (before != null) {
      troubles.computeIfAbsent(before, is -> new Troubles()).outage = null;
      forgetIfNone(before);
    }
    if (root != null) {
      troubles.computeIfAbsent(root, is -> new Troubles()).outage = outage.id();
    }
    outages.forgetIfOver(known);
  }

  private void forgetIfNone(Node node) {
    Troubles known = troubles.get(node);
    if (known != null && known.isNone()) {
      troubles.remove(node);
    }
  }
}
