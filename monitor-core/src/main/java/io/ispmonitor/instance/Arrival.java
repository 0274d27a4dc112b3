package io.ispmonitor.instance;

import io.ispmonitor.Monitor;
import io.ispmonitor.health.ProbeHealth;
import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.leadership.lease.InstanceMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A term that was had: a takeover is complete when the first answer is there, or when none will
 * come soon. The instance's own loop.
 */
final class Arrival {
  private static final Logger log = LoggerFactory.getLogger(Instance.class);
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

  private final String id;
  private final InstanceMode mode;
  private final FencingToken token;
  private final Instant at;
  private final long begunNanos;
  private boolean isTold;

  /**
   * Begins.
   *
   * @param at when it got the lease
   */
  Arrival(String id, InstanceMode mode, FencingToken token, Instant at, long begunNanos) {
    this.id = id;
    this.mode = mode;
    this.token = token;
    this.at = at;
    this.begunNanos = begunNanos;
  }

  FencingToken token() {
    return token;
  }

  /** The takeover, once, when it is complete. */
  Optional<Takeover> complete(Monitor monitor, @Nullable String from, long now) {
    if (isTold || mode == InstanceMode.OBSERVE) {
      return Optional.empty();
    }
    boolean hasData = monitor.health().probes().stream().anyMatch(Arrival::hasAnswered);
    Duration after = Duration.ofNanos(now - begunNanos);
    if (!hasData && after.compareTo(LONGEST_SILENCE) < 0) {
      return Optional.empty();
    }
    isTold = true;
    Takeover takeover =
        new Takeover(id, mode, token, from, at, monitor.inventory().size(), hasData ? after : null);
    log.atLevel(hasData ? Level.INFO : Level.WARN)
        .log(
            "TAKEOVER '{}' ({}) is in charge after '{}', token {}: {} devices, {}",
            id,
            mode,
            from,
            token.number(),
            takeover.devices(),
            hasData
                ? "first data after " + after.toMillis() + " ms"
                : "none has answered for " + after.toSeconds() + " s");
    return Optional.of(takeover);
  }

  private static boolean hasAnswered(ProbeHealth probe) {
    return probe.answered() > 0;
  }
}
