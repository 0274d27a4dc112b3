package io.ispmonitor.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.alert.DeviceLimit;
import io.ispmonitor.alert.LimitStore;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link LimitStore} keeps. Extend it, say how yours is made, and run it. */
public abstract class LimitStoreContract {

  /** For subclasses. */
  protected LimitStoreContract() {}

  /** An empty one; called once for each test. */
  protected abstract LimitStore newStore();

  /**
   * Another one of the same data, as a later process opens it; the one given stays open. By default
   * the store itself, for one that does not outlive the process.
   */
  protected LimitStore sameDataAs(LimitStore store) {
    return store;
  }

  private static Set<DeviceLimit> all(LimitStore store) {
    return new HashSet<>(store.all());
  }

  @Test
  @DisplayName("limits come back as they were: every part of them, and none")
  void comesBack() {
    try (LimitStore store = newStore()) {
      Set<DeviceLimit> limits =
          Set.of(
              DeviceLimit.trigger("low-voltage", "tower", 25),
              DeviceLimit.off("low-voltage", "ups"),
              new DeviceLimit("loss", "tower", 0.1, 0.05, Duration.ofMinutes(7), false),
              new DeviceLimit("loss", "ups", null, null, null, false),
              new DeviceLimit("r", "-1e300", -1e300, Double.MIN_VALUE, Duration.ofMillis(1), true));
      limits.forEach(store::put);
      assertEquals(limits, all(sameDataAs(store)));
    }
  }

  @Test
  @DisplayName("a limit takes the place of the one for the same rule and device, and goes alone")
  void replaces() {
    try (LimitStore store = newStore()) {
      store.put(DeviceLimit.trigger("low-voltage", "tower", 25));
      store.put(DeviceLimit.trigger("low-voltage", "ups", 11));
      store.put(DeviceLimit.off("low-voltage", "tower"));
      assertEquals(
          Set.of(
              DeviceLimit.off("low-voltage", "tower"),
              DeviceLimit.trigger("low-voltage", "ups", 11)),
          all(sameDataAs(store)));
      store.remove("low-voltage", "tower");
      store.remove("low-voltage", "nobody");
      assertEquals(Set.of(DeviceLimit.trigger("low-voltage", "ups", 11)), all(sameDataAs(store)));
    }
  }
}
