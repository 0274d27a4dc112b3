package io.ispmonitor.app.web.access;

import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The sessions that go on, a thousand at most: one more ends the one that was used longest ago. One
 * ends by itself when it is not used for a while, and after a longer while in any case. They are
 * held in memory, by a hash of their id. Thread-safe.
 */
public final class Sessions {
  private static final int MOST = 1_000;

  private final TimeSource time;
  private final long idleNanos;
  private final long wholeNanos;

  /** In the order of their last use. */
  private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * With these times.
   *
   * @param idle after what time without use one ends; more than 0
   * @param whole after what time one ends in any case; not shorter
   */
  public Sessions(TimeSource time, Duration idle, Duration whole) {
    if (idle.isZero() || idle.isNegative() || whole.compareTo(idle) < 0) {
      throw new IllegalArgumentException(
          "sessions: the idle time must be more than 0 and at most the whole time, were %s and %s"
              .formatted(idle, whole));
    }
    this.time = time;
    this.idleNanos = idle.toNanos();
    this.wholeNanos = whole.toNanos();
  }

  /** Begins one; returns its id, which is nowhere else. */
  public synchronized String begin(User user) {
    removeOver();
    if (entries.size() >= MOST) {
      Iterator<String> oldest = entries.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    String id = Hashes.random();
    long now = time.nanoTime();
    Session session = new Session(user.name(), user.hash(), Hashes.random());
    entries.put(key(id), new Entry(session, now, now));
    return id;
  }

  /** The session of an id, which is used by this. */
  public synchronized Optional<Session> use(String id) {
    String key = key(id);
    Entry entry = entries.get(key);
    if (entry == null) {
      return Optional.empty();
    }
    long now = time.nanoTime();
    if (isOver(entry, now)) {
      entries.remove(key);
      return Optional.empty();
    }
    entries.put(key, new Entry(entry.session(), entry.begun(), now));
    return Optional.of(entry.session());
  }

  /** Whether the session of an id goes on; does not use it. */
  public synchronized boolean goesOn(String id) {
    Entry entry = entries.get(key(id));
    return entry != null && !isOver(entry, time.nanoTime());
  }

  /** Ends one. */
  public synchronized void end(String id) {
    entries.remove(key(id));
  }

  /** How many there are. */
  public synchronized int size() {
    removeOver();
    return entries.size();
  }

  private void removeOver() {
    long now = time.nanoTime();
    entries.values().removeIf(entry -> isOver(entry, now));
  }

  private boolean isOver(Entry entry, long now) {
    return now - entry.used() >= idleNanos || now - entry.begun() >= wholeNanos;
  }

  private static String key(String id) {
    return HexFormat.of().formatHex(Hashes.sha256(id));
  }

  private record Entry(Session session, long begun, long used) {}
}
