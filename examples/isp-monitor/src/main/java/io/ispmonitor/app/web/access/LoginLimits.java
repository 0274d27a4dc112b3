package io.ispmonitor.app.web.access;

import io.ispmonitor.time.TimeSource;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How often passwords may be tried within fifteen minutes from the first: ten times for a name from
 * one address, thirty times from one address, and fifty times for a name from all addresses from
 * which that name has not logged in yet. So who guesses a name locks nobody out of where they
 * usually are, and many addresses guess no faster than few. A login that works gives its tries
 * back. Ten thousand of each are remembered; addresses of IPv6 count by their first 64 bits.
 * Thread-safe.
 */
public final class LoginLimits {
  private static final int MOST_OF_PAIR = 10;
  private static final int MOST_BY_ADDRESS = 30;
  private static final int MOST_BY_NAME = 50;
  private static final int MOST_REMEMBERED = 10_000;
  private static final int PREFIX_BYTES = 8;
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
  public synchronized Optional<Duration> begin(String name, InetAddress address) {
    long now = time.nanoTime();
    Pair pair = new Pair(name, place(address));
    boolean isKnown = known.containsKey(pair);
    Tally ofPair = current(pairs.get(pair), now);
    Tally byAddress = current(addresses.get(pair.place()), now);
    Tally byName = current(names.get(name), now);
    long wait = Math.max(ofPair.wait(MOST_OF_PAIR, now), byAddress.wait(MOST_BY_ADDRESS, now));
    wait = isKnown ? wait : Math.max(wait, byName.wait(MOST_BY_NAME, now));
    if (wait > 0) {
      return Optional.of(Duration.ofNanos(wait));
    }
    pairs.put(pair, ofPair.plus(1));
    addresses.put(pair.place(), byAddress.plus(1));
    if (!isKnown) {
      names.put(name, byName.plus(1));
    }
    return Optional.empty();
  }

  /** The try that was counted last for these was right. */
  public synchronized void succeeded(String name, InetAddress address) {
    Pair pair = new Pair(name, place(address));
    pairs.remove(pair);
    addresses.computeIfPresent(pair.place(), (key, tally) -> tally.plus(-1));
    if (known.put(pair, time.nanoTime()) == null) {
      names.computeIfPresent(name, (key, tally) -> tally.plus(-1));
    }
  }

  private static Tally current(@Nullable Tally tally, long now) {
    return tally == null || tally.left(now) <= 0 ? new Tally(0, now) : tally;
  }

  private static String place(InetAddress address) {
    if (address instanceof Inet6Address) {
      byte[] bytes = address.getAddress();
      Arrays.fill(bytes, PREFIX_BYTES, bytes.length, (byte) 0);
      try {
        return InetAddress.getByAddress(bytes).getHostAddress();
      } catch (UnknownHostException e) {
        throw new IllegalStateException("an address of 16 bytes was refused", e);
      }
    }
    return address.getHostAddress();
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
