package io.ispmonitor.snmp;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;

/**
 * Which informs came already: who gets no acknowledgement in time sends the same again. Kept for
 * two minutes, for those that came last. One thread.
 */
final class InformMemory {
  private static final int MOST_INFORMS = 10_000;
  private static final long KEPT = Duration.ofMinutes(2).toNanos();

  private final Map<Inform, Long> cameAt = new Recent<>(MOST_INFORMS);

  /** What makes two informs the same. */
  private record Inform(InetSocketAddress from, int requestId, int content) {}

  boolean has(Incoming.Notification inform, long nowNanos) {
    Long at = cameAt.get(key(inform));
    return at != null && nowNanos - at < KEPT;
  }

  void add(Incoming.Notification inform, long nowNanos) {
    cameAt.put(key(inform), nowNanos);
  }

  private static Inform key(Incoming.Notification inform) {
    SnmpTrap trap = inform.trap();
    int content = 31 * trap.trap().hashCode() + trap.bindings().hashCode();
    return new Inform(trap.from(), inform.requestId(), content);
  }
}
