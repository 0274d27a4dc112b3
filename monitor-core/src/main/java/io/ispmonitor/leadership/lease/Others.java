package io.ispmonitor.leadership.lease;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Which of the other instances live, as far as one has seen it oneself. One thread. */
final class Others {
  private final String me;
  private final LeaseTimes times;
  private final Map<String, Stillness> looks = new HashMap<>();
  private final Map<String, Long> still = new HashMap<>();
  private List<InstanceStatus> all = List.of();

  Others(String me, LeaseTimes times) {
    this.me = me;
    this.times = times;
  }

  void look(List<InstanceStatus> instances, long now) {
    all = instances;
    still.clear();
    for (InstanceStatus one : instances) {
      Stillness look = looks.computeIfAbsent(key(one), any -> new Stillness(times.pauseNanos()));
      still.put(key(one), look.look(one.beats(), now));
    }
    looks.keySet().retainAll(still.keySet());
  }

  /** Nobody could be looked at. */
  void interrupt() {
    looks.values().forEach(Stillness::interrupt);
  }

  /** For how long an instance has been seen not to give a sign of life. */
  long stillNanos(InstanceStatus one) {
    return still.getOrDefault(key(one), 0L);
  }

  /** Whether it has given a sign of life, and not long ago. */
  boolean isAlive(InstanceStatus one) {
    Stillness look = looks.get(key(one));
    return look != null
        && look.hasMoved()
        && !one.hasLeft()
        && stillNanos(one) < 2 * times.beatNanos();
  }

  /** Whether another one lives that is like this. */
  boolean anyAlive(Predicate<InstanceStatus> like) {
    return all.stream().anyMatch(one -> !one.id().equals(me) && like.test(one) && isAlive(one));
  }

  private static String key(InstanceStatus one) {
    return one.incarnation();
  }
}
