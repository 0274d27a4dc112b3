package io.ispmonitor.reachability;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Rules of their own for single devices. May be changed at any time, from any thread; what is
 * changed holds from the device's next outcome on. A device need not be watched yet.
 */
public final class ReachabilityOverrides {
  private final Map<String, ReachabilityPolicy> policies = new ConcurrentHashMap<>();

  /** No device has rules of its own. */
  public ReachabilityOverrides() {}

  /**
   * From its next outcome on, a device is judged by these rules.
   *
   * @return the rules it had of its own before; null when it had none
   */
  public @Nullable ReachabilityPolicy set(String device, ReachabilityPolicy policy) {
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(policy, "policy");
    return policies.put(device, policy);
  }

  /**
   * From its next outcome on, a device is judged by the rules of all.
   *
   * @return the rules it had of its own; null when it had none
   */
  public @Nullable ReachabilityPolicy clear(String device) {
    return policies.remove(device);
  }

  /** The rules a device has of its own; null when it has none. */
  public @Nullable ReachabilityPolicy find(String device) {
    return policies.isEmpty() ? null : policies.get(device);
  }

  /** All devices with rules of their own, as they are now. */
  public Map<String, ReachabilityPolicy> all() {
    return Map.copyOf(policies);
  }
}
