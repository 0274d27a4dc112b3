package io.ispmonitor.alerting;

import io.ispmonitor.time.TimeSource;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What somebody does not want to hear for a while. */
final class Muted implements Stage {
  static final String NAME = "mute";

  private final TimeSource time;
  private final Map<String, Mute> mutes = new LinkedHashMap<>();

  Muted(TimeSource time) {
    this.time = time;
  }

  @Override
  public String name() {
    return NAME;
  }

  synchronized void add(Mute mute) {
    mutes.put(mute.id(), mute);
  }

  synchronized boolean remove(String id) {
    return mutes.remove(id) != null;
  }

  /** Those in force. */
  synchronized List<Mute> inForce() {
    Instant now = time.instant();
    mutes.values().removeIf(mute -> !mute.until().isAfter(now));
    return List.copyOf(mutes.values());
  }

  @Override
  public Verdict judge(Case one) {
    for (Mute mute : inForce()) {
      if (mute.match().takes(one.alert)) {
        return new Verdict.Suppress(
            "muted by %s until %s: %s".formatted(mute.by(), mute.until(), mute.comment()),
            "the mute ends and it is still so");
      }
    }
    return Verdict.PASS;
  }
}
