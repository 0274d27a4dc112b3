package io.ispmonitor.internal.path;

import io.ispmonitor.device.Device;
import io.ispmonitor.internal.loop.Aside;
import io.ispmonitor.internal.loop.LogDesk;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.reachability.StateLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How devices stood when an earlier monitor ended. Read once from the state log, before anything
 * runs; a log that fails or hangs costs the memory and not the start.
 */
final class Past {
  private static final Logger log = LoggerFactory.getLogger(Past.class);

  private final Memory memory;
  private final Map<String, StateChange> latest = new ConcurrentHashMap<>();
  private volatile Instant seenUntil = Instant.MIN;
  private volatile @Nullable String trouble;

  Past(Memory memory) {
    this.memory = memory;
  }

  /**
   * Reads it.
   *
   * @return whether there is anything to go on from
   */
  boolean read(StateLog from, ThreadFactory threads, Duration atMost, LogDesk desk) {
    Reading reading = new Reading(from);
    Aside.run("ispmonitor-restore", threads, atMost, reading);
    Collection<StateChange> read = reading.read;
    if (read == null) {
      trouble =
          reading.failure != null
              ? "was not read: " + reading.failure
              : "was not read within " + atMost;
      desk.submit(
          () ->
              log.error(
                  "STATE_LOG_UNREAD the state log {}; all states start as UNKNOWN, and what was"
                      + " announced before is announced again",
                  trouble,
                  reading.failure));
      return false;
    }
    read.forEach(change -> latest.put(change.device(), change));
    read.forEach(change -> seenUntil = later(seenUntil, change.progress().at()));
    return !latest.isEmpty();
  }

  /** Lets a device that is watched from now on go on where it was. */
  void restore(Watched watched) {
    StateChange last = latest.remove(watched.id());
    if (last != null) {
      memory.restore(watched, last, seenUntil);
    }
  }

  /** Devices in trouble that nobody has asked to restore until now; each is given once. */
  List<Watched> left() {
    List<Watched> left = new ArrayList<>();
    for (StateChange last : List.copyOf(latest.values())) {
      boolean inTrouble = last.to().isOutage() || last.progress().told().isAnything();
      if (latest.remove(last.device(), last) && inTrouble) {
        Device gone = Device.named(last.device()).build();
        Watched watched = new Watched(gone, Verdict.unknown(EpochNanos.of(last.at())));
        memory.restore(watched, last, seenUntil);
        left.add(watched);
      }
    }
    return left;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /** Until when the earlier monitor ran, as far as that is known; {@link Instant#MIN} if not. */
  Instant seenUntil() {
    return seenUntil;
  }

  /** Why nothing was restored; null when it was, or there was nothing. */
  @Nullable String trouble() {
    return trouble;
  }

  /** On a thread of its own, since it may hang. */
  private static final class Reading implements Runnable {
    private final StateLog from;
    volatile @Nullable Collection<StateChange> read;
    volatile @Nullable Throwable failure;

    Reading(StateLog from) {
      this.from = from;
    }

    @Override
    public void run() {
      try {
        read = List.copyOf(from.latest());
      } catch (RuntimeException | Error e) {
        failure = e;
      }
    }
  }
}
