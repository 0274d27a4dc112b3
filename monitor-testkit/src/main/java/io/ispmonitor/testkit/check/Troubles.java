package io.ispmonitor.testkit.check;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.reachability.Outage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was announced and has not ended, and when that which has ended did. */
final class Troubles {
  /** Sorts of trouble, by the types of their alerts. */
  enum Sort {
    DOWN("device.down"),
    DEGRADED("device.degraded"),
    FLAPPING("device.flapping"),
    ISOLATED("monitor.isolated");

    private static final String CUT_OFF = "device.unreachable";

    private final String type;

    Sort(String type) {
      this.type = type;
    }

    static @Nullable Sort of(Alert alert) {
      if (alert.type().equals(CUT_OFF)) {
        return DOWN; // what is told of it is that it is out
      }
      for (Sort sort : values()) {
        if (sort.type.equals(alert.type())) {
          return sort;
        }
      }
      return null;
    }
  }

  /**
   * A trouble.
   *
   * @param sort what sort
   * @param of the device's id, or the uplink's name
   */
  record Key(Sort sort, String of) {}

  /** Since when it stands, of which outage, and when it ended. */
  static final class Trouble {
    final Key key;
    final Instant since;
    final String outage;
    Instant ended = Instant.MAX;
    boolean isTold;

    /** Whether people who had heard of the outage were told that this is where the fault is. */
    boolean isRootFound;

    /** The minute in which its end was seen; 0 while it stands. */
    long endSeen;

    /** How often in a row no alert was open for it when that was looked at. */
    int alone;

    Trouble(Key key, Instant since, String outage) {
      this.key = key;
      this.since = since;
      this.outage = outage;
    }

    boolean stands() {
      return ended.equals(Instant.MAX);
    }
  }

  private static final long REMEMBERED_MINUTES = 24 * 60;

  private long minutes;
  private final Map<Key, Trouble> latest = new HashMap<>();
  private final Map<String, Trouble> roots = new HashMap<>();

  /** What an alert is about; null when it is no trouble that the monitor announces. */
  static @Nullable Key of(Alert alert) {
    Sort sort = Sort.of(alert);
    return sort == null
        ? null
        : new Key(
            sort,
            sort == Sort.ISOLATED
                ? alert.facts().getOrDefault("uplink", alert.source())
                : alert.source());
  }

  /** The trouble that stands, or stood last. */
  @Nullable Trouble latest(Key key) {
    return latest.get(key);
  }

  /** The trouble at the root of an outage. */
  @Nullable Trouble root(String outage) {
    return roots.get(outage);
  }

  List<Trouble> standing() {
    List<Trouble> standing = new ArrayList<>();
    for (Trouble trouble : latest.values()) {
      if (trouble.stands()) {
        standing.add(trouble);
      }
    }
    return standing;
  }

  /**
   * Forgets what ended long ago: by minutes that were lived, because those that a quiet network let
   * nobody look at may be days, and what it is told of late is from before them.
   */
  void minuteLived() {
    minutes++;
    latest.values().removeIf(this::isOld);
    roots.values().removeIf(this::isOld);
  }

  private boolean isOld(Trouble trouble) {
    if (trouble.stands()) {
      return false;
    }
    if (trouble.endSeen == 0) {
      trouble.endSeen = minutes;
    }
    return minutes - trouble.endSeen >= REMEMBERED_MINUTES;
  }

  void hear(Announcement announcement) {
    String device = announcement.device();
    Instant at = announcement.at();
    switch (announcement.kind()) {
      case DOWN, ROOT_FOUND -> {
        Outage outage = announcement.outage();
        String id = outage == null ? "" : outage.id();
        end(Sort.DEGRADED, device, at);
        Trouble root = begin(Sort.DOWN, device, at, id);
        root.isRootFound = announcement.kind() == Announcement.Kind.ROOT_FOUND;
        Trouble before = id.isEmpty() ? null : roots.put(id, root);
        if (before != null && before != root && before.stands()) {
          before.ended = at;
        }
      }
      case RECOVERED -> end(Sort.DOWN, device, at);
      case DEGRADED -> begin(Sort.DEGRADED, device, at, "");
      case WITHIN_LIMITS -> end(Sort.DEGRADED, device, at);
      case FLAPPING, STILL_FLAPPING -> begin(Sort.FLAPPING, device, at, "");
      case SETTLED -> end(Sort.FLAPPING, device, at);
      case WITHDRAWN -> {
        end(Sort.DOWN, device, at);
        end(Sort.DEGRADED, device, at);
        end(Sort.FLAPPING, device, at);
      }
    }
  }

  void hear(Isolation isolation, Instant now) {
    if (isolation.isOpen()) {
      begin(Sort.ISOLATED, isolation.uplink(), now, "");
    } else {
      end(Sort.ISOLATED, isolation.uplink(), now);
    }
  }

  private Trouble begin(Sort sort, String of, Instant at, String outage) {
    Key key = new Key(sort, of);
    Trouble standing = latest.get(key);
    if (standing != null && standing.stands() && standing.outage.equals(outage)) {
      return standing;
    }
    Trouble fresh = new Trouble(key, at, outage);
    latest.put(key, fresh);
    return fresh;
  }

  private void end(Sort sort, String of, Instant at) {
    Trouble standing = latest.get(new Key(sort, of));
    if (standing != null && standing.stands()) {
      standing.ended = at;
    }
  }
}
