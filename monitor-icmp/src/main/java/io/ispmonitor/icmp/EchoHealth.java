package io.ispmonitor.icmp;

import io.ispmonitor.health.HealthCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Judges the engine by what it counted since it was last asked. */
final class EchoHealth {
  private static final Duration STUCK = Duration.ofSeconds(3);

  /** Half of what the usual limit of the kernel gives; an outage then makes other echoes wait. */
  private static final int SMALL_WINDOW = 200;

  private final EchoLoop loop;
  private EchoCounters before;

  EchoHealth(EchoLoop loop) {
    this.loop = loop;
    this.before = loop.counters();
  }

  synchronized List<HealthCheck> checks() {
    EchoCounters now = loop.counters();
    List<HealthCheck> checks = new ArrayList<>();
    checks.add(heartbeat());
    checks.add(replies(now));
    loop.lanes().forEach(lane -> checks.add(socket(lane)));
    before = now;
    return checks;
  }

  private HealthCheck heartbeat() {
    Duration late = loop.overdueBy();
    String detail = "%d echoes open, %d of them in flight".formatted(loop.open(), loop.inFlight());
    return late.compareTo(STUCK) > 0
        ? HealthCheck.failing(
            "icmp.loop",
            "no turn for %s; a listener may hold the thread; %s".formatted(late, detail))
        : HealthCheck.healthy("icmp.loop", detail);
  }

  private HealthCheck replies(EchoCounters now) {
    String detail =
        ("%d sent, %d answered, %d late, %d duplicate, %d forged, %d from a wrong source,"
                + " %d dropped for want of buffer, %d not sendable")
            .formatted(
                now.sent(),
                now.answered(),
                now.late(),
                now.duplicate(),
                now.forged(),
                now.wrongSource(),
                now.overflowed(),
                now.broken());
    boolean troubled =
        now.overflowed() > before.overflowed()
            || now.broken() > before.broken()
            || now.forged() > before.forged();
    return troubled
        ? HealthCheck.degraded("icmp.replies", detail)
        : HealthCheck.healthy("icmp.replies", detail);
  }

  private static HealthCheck socket(Lane lane) {
    return lane.windowLimit() < SMALL_WINDOW
        ? HealthCheck.degraded(
            name(lane), words(lane) + "; raise net.core.rmem_max so that more may be on their way")
        : HealthCheck.healthy(name(lane), words(lane));
  }

  private static String name(Lane lane) {
    return "icmp.socket." + lane.family();
  }

  static String words(Lane lane) {
    return "%s, receive buffer %d bytes, at most %d echoes on their way at once"
        .formatted(lane.socket().kind(), lane.socket().receiveBufferBytes(), lane.windowLimit());
  }
}
