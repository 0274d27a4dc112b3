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
 * runs; a log that fails or hangs costs the memory and not the start, and a row that is of no use
 * costs the memory of its device.
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
   * @param now the time; nobody has run until later than that
   * @return whether there is anything to go on from
   */
  boolean read(StateLog from, ThreadFactory threads, Duration atMost, LogDesk desk, Instant now) {
    Reading reading = new Reading(from);
    Aside.run("ispmonitor-restore", threads, atMost, reading);
    Collection<@Nullable StateChange> read = reading.read;
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
    take(read, now, desk);
    return !latest.isEmpty();
  }

  private void take(Collection<@Nullable StateChange> rows, Instant now, LogDesk desk) {
    int useless = 0;
    String first = "";
    for (StateChange row : rows) {
      String why = complaint(row);
      if (row != null && why == null) {
        latest.put(row.device(), row);
        Instant at = row.progress().at();
        seenUntil = later(seenUntil, at.isAfter(now) ? now : at);
      } else if (useless++ == 0) {
        first = String.valueOf(why);
      }
    }
    if (useless > 0) {
      trouble = "has %d rows of %d that are of no use; %s".formatted(useless, rows.size(), first);
      desk.submit(
          () -> log.error("STATE_LOG_SKIPPED the state log {}; these start as UNKNOWN", trouble));
    }
  }

  /** Why nothing can be gone on from with a row; null when it can. */
  private @Nullable String complaint(@Nullable StateChange row) {
    if (row == null) {
      return "the first is null";
    }
    try {
      memory.restore(standIn(row), row, row.at());
      return null;
    } catch (RuntimeException e) {
      return "the first is that of device '" + row.device() + "': " + e;
    }
  }

  private static Watched standIn(StateChange last) {
    Device device = Device.named(last.device()).build();
    return new Watched(device, Verdict.unknown(EpochNanos.of(last.at())));
  }

  /** Lets a device that is watched from now on go on where it was. */
  void restore(Watched watched) {
    StateChange last = latest.remove(watched.id());
    if (last != null) {
      restore(watched, last);
    }
  }

  private void restore(Watched watched, StateChange last) {
    memory.restore(watched, last, seenUntil);
    watched.told = last.progress().told(); // of what was removed and begins anew, too
  }

  /** Devices that nobody has asked to restore until now; each is given once. */
  List<Watched> left() {
    List<Watched> left = new ArrayList<>();
    for (StateChange last : List.copyOf(latest.values())) {
      if (latest.remove(last.device(), last)) {
        Watched watched = standIn(last);
        restore(watched, last);
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

  /** Why not all was restored; null when it was, or there was nothing. */
  @Nullable String trouble() {
    return trouble;
  }

  /** On a thread of its own, since it may hang. */
  private static final class Reading implements Runnable {
    private final StateLog from;
    volatile @Nullable Collection<@Nullable StateChange> read;
    volatile @Nullable Throwable failure;

    Reading(StateLog from) {
      this.from = from;
    }

    @Override
    public void run() {
      try {
        read = new ArrayList<>(from.latest());
      } catch (RuntimeException | Error e) {
        failure = e;
      }
    }
  }
}
