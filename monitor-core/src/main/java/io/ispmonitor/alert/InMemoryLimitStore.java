package io.ispmonitor.alert;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps limits for as long as the program runs. */
public final class InMemoryLimitStore implements LimitStore {
  private final Map<Place, DeviceLimit> limits = new HashMap<>();

  /** An empty one. */
  public InMemoryLimitStore() {}

  private record Place(String rule, String device) {}

  @Override
  public synchronized void put(DeviceLimit limit) {
    limits.put(new Place(limit.rule(), limit.device()), limit);
  }

  @Override
  public synchronized void remove(String rule, String device) {
    limits.remove(new Place(rule, device));
  }

  @Override
  public synchronized List<DeviceLimit> all() {
    return List.copyOf(limits.values());
  }
}
