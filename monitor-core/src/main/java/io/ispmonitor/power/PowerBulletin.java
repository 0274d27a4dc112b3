package io.ispmonitor.power;

import io.ispmonitor.extension.MonitorContext;
import io.ispmonitor.probe.Observation;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Tells each change once: what is so is held against what was told, and what the monitor did not
 * take is told with the next reading.
 */
final class PowerBulletin {
  static final String SOURCE = "power";

  private final MonitorContext monitor;
  private final ZoneId zone;

  PowerBulletin(MonitorContext monitor, ZoneId zone) {
    this.monitor = monitor;
    this.zone = zone;
  }

  /** Under the lock of the supply. */
  void tell(Supply supply, PowerStatus status) {
    Supply.Told told = supply.told;
    if (status.source() != PowerSource.UNKNOWN && status.source() != told.source) {
      boolean isFirst = told.source == PowerSource.UNKNOWN;
      if (isFirst || tellSource(status)) {
        told.source = status.source();
      }
    }
    if (status.isLow() != told.low && tellLow(supply, status)) {
      told.low = status.isLow();
    }
    if (!supply.isEmptySoon()) {
      told.soon = false;
    } else if (!told.soon) {
      told.soon = offer(status.device(), status.at(), "batteryEmptySoon", status.words(zone));
    }
  }

  void tell(PowerFinding finding, String event) {
    offer(finding.device(), finding.at(), event, finding.words());
  }

  private boolean tellSource(PowerStatus status) {
    Instant since = status.since() == null ? status.at() : status.since();
    String clock = PowerWords.clock(since, status.at(), zone);
    boolean mains = status.source() == PowerSource.MAINS;
    String text = mains ? "mains back at %s; %s" : "mains lost at %s, on battery since; %s";
    return offer(
        status.device(),
        status.at(),
        mains ? "mainsBack" : "mainsLost",
        text.formatted(clock, PowerWords.volts(status.volts())));
  }

  private boolean tellLow(Supply supply, PowerStatus status) {
    String text =
        status.isLow()
            ? "voltage below " + PowerWords.volts(supply.limits().low())
            : "voltage back to " + PowerWords.volts(supply.limits().clear());
    return offer(
        status.device(),
        status.at(),
        status.isLow() ? "voltageLow" : "voltageNormal",
        text + ": " + status.words(zone));
  }

  private boolean offer(String device, Instant at, String event, String text) {
    return monitor.offer(Observation.event(device, SOURCE, at, event, text));
  }
}
