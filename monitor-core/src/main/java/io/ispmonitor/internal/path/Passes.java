package io.ispmonitor.internal.path;

import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The looks at many devices that are under way, during which none of them is blamed. */
final class Passes {
  private static final long LEAST = Duration.ofSeconds(60).toNanos();
  private static final long MOST = Duration.ofMinutes(5).toNanos();

  /** Of the longest interval, so that each device has had its turn and time to answer. */
  private static final double INTERVALS = 1.25;

  private final TimeSource time;
  private final List<Pass> passes = new ArrayList<>();

  /** Those that are first seen join it; null when there is none. */
  private @Nullable Pass first;

  private long firstDeadlineNanos;

  Passes(TimeSource time) {
    this.time = time;
  }

  /** The monitor starts again: nobody is blamed before all were asked once. */
  void restart() {
    firstDeadlineNanos = time.nanoTime() + LEAST;
    first = new Pass(time.nanoTime());
    passes.add(first);
  }

  /** A device is watched from now on. */
  void joinFirst(Watched watched) {
    Pass open = first;
    if (open != null) {
      open.add(watched, firstDeadlineNanos, patience(watched));
    }
  }

  /** All these are looked at once before any of them is blamed. */
  void begin(Collection<Watched> members) {
    long now = time.nanoTime();
    Pass pass = new Pass(now);
    for (Watched watched : members) {
      pass.add(watched, now + LEAST, patience(watched));
    }
    passes.add(pass);
  }

  /** Ends those that are over; the devices that may be judged again. */
  List<Watched> ended(long now) {
    if (passes.isEmpty()) {
      return List.of();
    }
    List<Watched> released = new ArrayList<>();
    for (Iterator<Pass> each = passes.iterator(); each.hasNext(); ) {
      Pass pass = each.next();
      boolean fills = pass == first && now - firstDeadlineNanos < 0 && pass.isEmpty();
      if (!fills && pass.isOver(now)) {
        released.addAll(pass.end());
        each.remove();
        first = pass == first ? null : first;
      }
    }
    return released;
  }

  /** Whether its own turn would keep all the others waiting. */
  static boolean waitsLongFor(Watched watched) {
    Asking asking = watched.reachability;
    return asking != null && asking.intervalNanos > LEAST;
  }

  private static long patience(Watched watched) {
    Asking asking = watched.reachability;
    long interval = asking == null ? 0 : asking.intervalNanos;
    return Math.min(MOST, (long) (interval * INTERVALS));
  }
}
