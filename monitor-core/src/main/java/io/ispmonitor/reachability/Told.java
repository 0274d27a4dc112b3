package io.ispmonitor.reachability;

import org.jspecify.annotations.Nullable;

/**
 * What people were told of a device and not yet told the end of. Kept with the state, so that
 * nothing is told twice and no end is forgotten when the monitor starts again.
 *
 * @param outage the outage they know of, as they were told of it; null when they know of none
 * @param degraded whether they know that it is slow or lossy
 * @param flapping whether they know that it flaps
 */
public record Told(@Nullable Outage outage, boolean degraded, boolean flapping) {
  /** They know of no trouble. */
  public static final Told NOTHING = new Told(null, false, false);

  /** Whether there is any trouble they have not been told the end of. */
  public boolean isAnything() {
    return outage != null || degraded || flapping;
  }

  /** The same, with another outage or none. */
  public Told outage(@Nullable Outage other) {
    return new Told(other, degraded, flapping);
  }

  /** The same, with or without bad quality. */
  public Told degraded(boolean is) {
    return new Told(outage, is, flapping);
  }

  /** The same, with or without flapping. */
  public Told flapping(boolean is) {
    return new Told(outage, degraded, is);
  }
}
