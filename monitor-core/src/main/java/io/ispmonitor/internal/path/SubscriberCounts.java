package io.ispmonitor.internal.path;

import io.ispmonitor.device.Device;
import io.ispmonitor.internal.loop.HostPart;
import io.ispmonitor.internal.loop.Loop;
import io.ispmonitor.reachability.AffectedSubscribers;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.TimerWheel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Asks the host how many subscribers hang on each device, off the path of the questions, and
 * remembers the answers: when a device is new or changed, then every five minutes, spread.
 */
final class SubscriberCounts {
  private static final long AGAIN = Duration.ofMinutes(5).toNanos();
  private static final long AFTER_FAILURE = Duration.ofMinutes(1).toNanos();
  private static final long HEARTBEAT = Duration.ofSeconds(1).toNanos();
  private static final Duration TICK = Duration.ofMillis(100);

  private final TimeSource time;
  private final AffectedSubscribers host;
  private final HostPart part = new HostPart("subscriber counts");

  /** At most one for each device and each change of it, so the inventory is its bound. */
  private final Queue<Count> added = new ConcurrentLinkedQueue<>();

  private final TimerWheel<Count> wheel;
  private final Deque<Count> due = new ArrayDeque<>();
  private volatile @Nullable Loop loop;

  SubscriberCounts(TimeSource time, AffectedSubscribers host) {
    this.time = time;
    this.host = host;
    this.wheel = new TimerWheel<>(TICK, 1 << 12, time.nanoTime());
  }

  void runBy(Loop loop) {
    this.loop = loop;
  }

  HostPart part() {
    return part;
  }

  /** A device is new, or changed. Any thread. */
  void watch(Watched watched) {
    added.add(new Count(watched));
    Loop running = loop;
    if (running != null) {
      running.wake();
    }
  }

  long turn(long now) {
    for (Count count = added.poll(); count != null; count = added.poll()) {
      due.add(count);
    }
    wheel.advance(now, due::add);
    for (Count count = due.poll(); count != null; count = due.poll()) {
      if (count.isCurrent()) {
        ask(count);
      }
    }
    return Math.min(now + HEARTBEAT, wheel.nextDueNanos());
  }

  private void ask(Count count) {
    Loop running = loop;
    if (running == null) {
      return;
    }
    // Set first: should the call hang and be left behind, it is made again all the same.
    wheel.schedule(count, time.nanoTime() + AFTER_FAILURE);
    Device device = count.device;
    long[] answer = new long[1];
    boolean answered =
        running.call(part, "count", device.id(), () -> answer[0] = checked(device, host));
    if (answered) {
      count.watched.subscribers = answer[0];
      wheel.schedule(count, time.nanoTime() + (count.isFirst ? count.spread() : AGAIN));
      count.isFirst = false;
    }
  }

  private static long checked(Device device, AffectedSubscribers host) {
    long subscribers = host.behind(device);
    if (subscribers < 0) {
      throw new IllegalArgumentException(
          "device '%s' was said to have %d subscribers; return 0 when there are none"
              .formatted(device.id(), subscribers));
    }
    return subscribers;
  }

  /** A device as it is; when it changes, another one takes its place. */
  private static final class Count extends TimerWheel.Timer {
    final Watched watched;
    final Device device;
    boolean isFirst = true;

    Count(Watched watched) {
      this.watched = watched;
      this.device = watched.device;
    }

    @SuppressWarnings("ReferenceEquality") // a changed device is another object
    boolean isCurrent() {
      return !watched.removed && watched.device == device;
    }

    /** So that those which were first asked in one go are not all asked again in one go. */
    long spread() {
      return (Math.floorMod(device.id().hashCode(), 1_000) + 1) * (AGAIN / 1_000);
    }
  }
}
