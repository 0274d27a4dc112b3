package io.ispmonitor.testkit.snmp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The state of a router's interfaces, by their place in the model. Immutable. */
final class Ports {
  private static final Ports UNCHANGED = new Ports(new Port[0], true);

  private final @Nullable Port[] changed;
  private final boolean isFirstLife;

  private Ports(@Nullable Port[] changed, boolean isFirstLife) {
    this.changed = changed;
    this.isFirstLife = isFirstLife;
  }

  /** As the model says, and with nobody having touched them. */
  static Ports unchanged() {
    return UNCHANGED;
  }

  /** The state of one. */
  Port at(int place) {
    Port port = place < changed.length ? changed[place] : null;
    return port == null ? Port.untouched(isFirstLife) : port;
  }

  Ports with(int place, Port port) {
    @Nullable Port[] others = Arrays.copyOf(changed, Math.max(changed.length, place + 1));
    others[place] = port;
    return new Ports(others, isFirstLife);
  }

  /** What is left of it when the router starts again: what was set up or pulled out stays so. */
  Ports rebooted() {
    @Nullable Port[] others = new Port[changed.length];
    for (int i = 0; i < others.length; i++) {
      Port port = changed[i];
      others[i] = port == null ? null : port.rebooted();
    }
    return new Ports(others, false);
  }
}
