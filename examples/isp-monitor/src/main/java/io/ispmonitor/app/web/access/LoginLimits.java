package io.ispmonitor.app.web.access;

import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How often passwords may be tried within fifteen minutes from the first: ten times for a name from
 * one address, thirty times from one address, and fifty times for a name from all addresses from
 * which that name has not logged in yet. So who guesses a name locks nobody out of where they
 * usually are, and many addresses guess no faster than few.
 *
 * <p>A browser in which the name has logged in before is its own place, wherever it is: ten times,
 * whatever others do. A login that works gives its tries back. Ten thousand of each are remembered.
 * Thread-safe.
 */
public final class LoginLimits {
  private static final int MOST_OF_PAIR = 10;
  private static final int MOST_BY_ADDRESS = 30;
  private static final int MOST_BY_NAME = 50;
  private static final int MOST_REMEMBERED = 10_000;
  private static final long WINDOW = Duration.ofMinutes(15).toNanos();

  private final TimeSource time;
  private final Map<Pair, Tally> pairs = new Bounded<>();
  private final Map<String, Tally> addresses = new Bounded<>();

  /** Tries for a name from where it has not logged in. */
  private final Map<String, Tally> names = new Bounded<>();

  /** From where names have logged in, and when. */
  private final Map<Pair, Long> known = new Bounded<>();

  /** With nothing tried yet. */
  public LoginLimits(TimeSource time) {
    this.time = time;
  }

  /**
   * Counts a try, unless there were too many.
   *
   * @return how long to wait; empty when it may be tried now
   */
  public synchronized Optional<Duration> begin(String name, Origin origin) {
    long now = time.nanoTime();
    Pair pair = new Pair(name, origin.place());
    Tally ofPair = current(pairs.get(pair), now);
    Tally byAddress = current(addresses.get(pair.place()), now);
    Tally byName = current(names.get(name), now);
    long wait = ofPair.wait(MOST_OF_PAIR, now);
    if (!origin.isKnownBrowser()) {
      wait = Math.max(wait, byAddress.wait(MOST_BY_ADDRESS, now));
    }
    if (!isKnown(name, origin)) {
      wait = Math.max(wait, byName.wait(MOST_BY_NAME, now));
    }
    if (wait > 0) {
      return Optional.of(Duration.ofNanos(wait));
    }
    pairs.put(pair, ofPair.plus(1));
    if (!origin.isKnownBrowser()) {
      addresses.put(pair.place(), byAddress.plus(1));
    }
    if (!isKnown(name, origin)) {
      names.put(name, byName.plus(1));
    }
    return Optional.empty();
  }

  /** Whether a name has logged in from there. */
  public synchronized boolean isKnown(String name, Origin origin) {
    return origin.isKnownBrowser() || known.containsKey(new Pair(name, origin.place()));
  }

  /** The try that was counted last for these was not made. */
  public synchronized void takeBack(String name, Origin origin) {
    Pair pair = new Pair(name, origin.place());
    pairs.computeIfPresent(pair, (key, tally) -> tally.plus(-1));
    addresses.computeIfPresent(pair.place(), (key, tally) -> tally.plus(-1));
    if (!isKnown(name, origin)) {
      names.computeIfPresent(name, (key, tally) -> tally.plus(-1));
    }
  }

  /** The try that was counted last for these was right. */
  public synchronized void succeeded(String name, Origin origin) {
    takeBack(name, origin);
    Pair pair = new Pair(name, origin.place());
    pairs.remove(pair);
    known.put(pair, time.nanoTime());
  }

  private static Tally current(@Nullable Tally tally, long now) {
    return tally == null || tally.left(now) <= 0 ? new Tally(0, now) : tally;
  }

  private record Pair(String name, String place) {}

  private record Tally(int tries, long since) {
    /** How long until it may be tried again; 0 for now. */
    long wait(int most, long now) {
      return tries >= most ? left(now) : 0;
    }

    Tally plus(int more) {
      return new Tally(Math.max(0, tries + more), since);
    }

    long left(long now) {
      return WINDOW - (now - since);
    }
  }

  /** Forgets what was looked at longest ago. */
  private static final class Bounded<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1;

    Bounded() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > MOST_REMEMBERED;
    }
  }
}
