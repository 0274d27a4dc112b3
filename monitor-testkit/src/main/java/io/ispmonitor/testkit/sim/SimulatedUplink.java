package io.ispmonitor.testkit.sim;

import io.ispmonitor.device.Selection;
import io.ispmonitor.reachability.Uplink;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
public record SimulatedUplink(
    String name, @Nullable String gateway, Set<String> witnesses, Set<String> behind) {

  /** Copies the ids. */
  public SimulatedUplink {
    witnesses = Collections.unmodifiableSet(new TreeSet<>(witnesses));
    behind = Collections.unmodifiableSet(new TreeSet<>(behind));
  }

  /**
   * The same as a monitor is told of it, and an invariant checker: with the gateway as a witness,
   * the usual quorum, and all that depends on what is behind it.
   *
   * @throws IllegalArgumentException when it has neither a gateway nor a witness, so that no
   *     monitor can tell whether it is open
   */
  public Uplink watched() {
    if (!isWitnessed()) {
      throw new IllegalArgumentException(
          "uplink '%s' has neither gateway nor witness, so no monitor can watch it; name one"
              .formatted(name));
    }
    Uplink.Builder uplink = Uplink.named(name);
    if (gateway != null) {
      uplink.gateway(gateway);
    }
    witnesses.forEach(uplink::witness);
    List<Selection> reached = new ArrayList<>();
    for (String first : behind) {
      reached.add(Selection.device(first));
      reached.add(Selection.behind(first));
    }
    witnesses.forEach(witness -> reached.add(Selection.device(witness)));
    return uplink.reaches(new Selection.AnyOf(reached)).build();
  }

  boolean isWitnessed() {
    return gateway != null || !witnesses.isEmpty();
  }
}
