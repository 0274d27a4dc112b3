package io.ispmonitor.testkit.sim;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A way from the monitoring machine to the network.
 *
 * @param name what it is called
 * @param gateway the device on our side of it, which still answers when the uplink is cut; null
 *     when there is none
 * @param witnesses devices outside the network that are reached over it, and that tell us whether
 *     we are cut off
 * @param behind the devices of the network that are reached over it, those that depend on others
 *     left out
 */
public record Uplink(
    String name, @Nullable String gateway, Set<String> witnesses, Set<String> behind) {

  /** Copies the ids. */
  public Uplink {
    witnesses = Collections.unmodifiableSet(new TreeSet<>(witnesses));
    behind = Collections.unmodifiableSet(new TreeSet<>(behind));
  }
}
