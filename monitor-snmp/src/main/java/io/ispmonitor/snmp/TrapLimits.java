package io.ispmonitor.snmp;

import java.net.InetAddress;
import java.util.Map;

/** Limits for each source and for all together. What one source sends too much costs no other. */
final class TrapLimits {
  private static final int MOST_SOURCES = 10_000;

  private final SnmpTrapLimit perSource;
  private final TokenBucket inTotal;
  private final Map<InetAddress, TokenBucket> bySource = new Recent<>(MOST_SOURCES);

  TrapLimits(SnmpTrapLimit perSource, SnmpTrapLimit inTotal, long nowNanos) {
    this.perSource = perSource;
    this.inTotal = new TokenBucket(inTotal, nowNanos);
  }

  /** Whether one more of this source is within both limits. */
  boolean allow(InetAddress source, long nowNanos) {
    TokenBucket own =
        bySource.computeIfAbsent(source, made -> new TokenBucket(perSource, nowNanos));
    boolean allowed = own.hasToken(nowNanos) && inTotal.hasToken(nowNanos);
    if (allowed) {
      own.take();
      inTotal.take();
    }
    return allowed;
  }
}
