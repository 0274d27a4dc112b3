package io.ispmonitor.testkit.check;

import io.ispmonitor.reachability.Outage;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The outages that go on: those a device is in, and those people were told of. */
final class Outages {
  private final Map<String, Known> known = new HashMap<>();

  /** What is known of an outage. */
  static final class Known {
    final String id;
    String root;
    private int devices;

    /** The device people were told is at fault; null when they were told nothing, or of its end. */
    @Nullable Node told;

    private Known(String id, String root) {
      this.id = id;
      this.root = root;
    }
  }

  @Nullable Known find(String id) {
    return known.get(id);
  }

  Known findOrAdd(Outage outage) {
    return known.computeIfAbsent(outage.id(), id -> new Known(id, outage.root()));
  }

  /** The outage of a device is another one from now on. */
  void moves(@Nullable Outage from, @Nullable Outage to) {
    if (to != null) {
      findOrAdd(to).devices++;
    }
    if (from != null) {
      Known left = findOrAdd(from);
      left.devices--;
      forgetIfOver(left);
    }
  }

  void forgetIfOver(Known outage) {
    if (outage.devices <= 0 && outage.told == null) {
      known.remove(outage.id);
    }
  }
}
