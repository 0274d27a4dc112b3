package io.ispmonitor.testkit.sim;

import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where devices share one supply of power.
 *
 * @param name what it is called, such as {@code tower-7}
 * @param battery how long the devices go on when the mains fail; zero when there is none
 * @param devices the ids of the devices that are fed from it
 */
public record Site(String name, Duration battery, Set<String> devices) {

  /** Copies the ids and checks the duration. */
  public Site {
    if (battery.isNegative()) {
      throw new IllegalArgumentException(
          "site '" + name + "': battery must not be negative, was " + battery);
    }
    devices = Collections.unmodifiableSet(new TreeSet<>(devices));
  }
}
