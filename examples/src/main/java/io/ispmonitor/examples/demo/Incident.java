package io.ispmonitor.examples.demo;

import io.ispmonitor.reachability.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A fault, from the first unanswered question to the return of the last device behind it. */
final class Incident {
  private final Set<String> behind = new HashSet<>();
  private Outage outage;
  private int mostBehind;
  private int heardAgain;
  private boolean complete;
  private boolean told;
  private @Nullable Instant endedAt;

  Incident(Outage outage) {
    this.outage = outage;
  }

  String root() {
    return outage.root();
  }

  Instant startedAt() {
    return outage.startedAt();
  }

  /** How many devices the topology says are behind it. */
  int affected() {
    return outage.affected();
  }

  /** The most devices that were found unreachable behind it at one time. */
  int confirmed() {
    return mostBehind;
  }

  /** When the root answered again; null while it does not. */
  @Nullable Instant endedAt() {
    return endedAt;
  }

  /** Whether people know of it. */
  boolean isTold() {
    return told;
  }

  /** People hear of it; true the first time. */
  boolean tell() {
    boolean first = !told;
    told = true;
    return first;
  }

  /** It goes on, perhaps with another root. */
  void goesOnAs(Outage now) {
    outage = now;
    endedAt = null;
  }

  void end(Instant at) {
    endedAt = at;
  }

  Duration lasted(Instant now) {
    return Duration.between(startedAt(), endedAt == null ? now : endedAt);
  }

  /** A device was found behind it; true once, when that makes all of them. */
  boolean cutOff(String device) {
    behind.add(device);
    mostBehind = Math.max(mostBehind, behind.size());
    boolean becomesComplete = !complete && behind.size() >= affected();
    complete |= becomesComplete;
    return becomesComplete;
  }

  /**
   * A device is behind it no more; true when it was the last one and the root is back too.
   *
   * @param answers whether the device is heard again, or has another trouble now
   */
  boolean released(String device, boolean answers) {
    if (!behind.remove(device)) {
      return false;
    }
    heardAgain += answers ? 1 : 0;
    return behind.isEmpty() && endedAt != null;
  }

  /** How many devices were found behind it and were heard again. */
  int heardAgain() {
    return heardAgain;
  }
}
