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
 * How often passwords may be tried: ten times for a name and thirty times from an address, within
 * fifteen minutes from the first. A login that works gives its tries back. Ten thousand names and
 * as many addresses are remembered; addresses of IPv6 count by their first 64 bits. Thread-safe.
 */
public final class LoginLimits {
  private static final int MOST_BY_NAME = 10;
  private static final int MOST_BY_ADDRESS = 30;
  private static final int MOST_REMEMBERED = 10_000;
  private static final int PREFIX_BYTES = 8;
  private static final long WINDOW = Duration.ofMinutes(15).toNanos();

  private final TimeSource time;
  private final Map<String, Tally> names = new Bounded();
  private final Map<String, Tally> addresses = new Bounded();

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
    Tally byName = current(names.get(name), now);
    Tally byAddress = current(addresses.get(place(address)), now);
    if (byName.tries() >= MOST_BY_NAME || byAddress.tries() >= MOST_BY_ADDRESS) {
      long nameWait = byName.tries() >= MOST_BY_NAME ? byName.left(now) : 0;
      long addressWait = byAddress.tries() >= MOST_BY_ADDRESS ? byAddress.left(now) : 0;
      return Optional.of(Duration.ofNanos(Math.max(nameWait, addressWait)));
    }
    names.put(name, byName.plus(1));
    addresses.put(place(address), byAddress.plus(1));
    return Optional.empty();
  }

  /** The try that was counted last for these was right. */
  public synchronized void succeeded(String name, InetAddress address) {
    names.remove(name);
    addresses.computeIfPresent(place(address), (key, tally) -> tally.plus(-1));
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

  private record Tally(int tries, long since) {
    Tally plus(int more) {
      return new Tally(Math.max(0, tries + more), since);
    }

    long left(long now) {
      return WINDOW - (now - since);
    }
  }

  /** Forgets what was looked at longest ago. */
  private static final class Bounded extends LinkedHashMap<String, Tally> {
    private static final long serialVersionUID = 1;

    Bounded() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Tally> eldest) {
      return size() > MOST_REMEMBERED;
    }
  }
}
