package io.ispmonitor.internal.path;

import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.internal.loop.LogDesk;
import io.ispmonitor.probe.ProbeMode;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The probes that store and tell nothing, since the host wants it so: said for as long as it is.
 */
final class ProbeModes {
  static final String CHECK = "modes";

  private static final Logger log = LoggerFactory.getLogger(ProbeModes.class);

  private final List<String> disabled;
  private final List<ProbeRunner> observing;

  ProbeModes(List<ScheduledProbe> probes, List<ProbeRunner> runners) {
    this.disabled =
        probes.stream()
            .filter(is -> is.mode() == ProbeMode.DISABLED)
            .map(is -> is.probe().name())
            .toList();
    this.observing = runners.stream().filter(is -> is.observes).toList();
  }

  /** Says so once, for the start. */
  void tell(LogDesk desk) {
    for (String name : disabled) {
      desk.submit(() -> log.warn("PROBE_MODE '{}' is DISABLED: it asks nobody", name));
    }
    for (ProbeRunner runner : observing) {
      desk.submit(
          () ->
              log.warn(
                  "PROBE_MODE '{}' is OBSERVE: what it finds out is judged, but neither stored nor told",
                  runner.name));
    }
  }

  HealthCheck check() {
    List<String> said = new ArrayList<>();
    disabled.forEach(name -> said.add("probe %s is disabled and asks nobody".formatted(name)));
    observing.forEach(
        is ->
            said.add(
                "probe %s only observes; it would have stored %s"
                    .formatted(is.name, is.unstored())));
    return said.isEmpty()
        ? HealthCheck.healthy(CHECK, "")
        : HealthCheck.degraded(CHECK, String.join("; ", said));
  }
}
