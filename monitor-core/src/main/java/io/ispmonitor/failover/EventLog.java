package io.ispmonitor.failover;

import io.ispmonitor.failover.FailoverEvent.CarriedOver;
import io.ispmonitor.failover.FailoverEvent.Checked;
import io.ispmonitor.failover.FailoverEvent.ModeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a line for each thing an operator cares about. It is a listener, so that an appender that
 * blocks holds up no check.
 */
final class EventLog implements FailoverListener {
  private static final Logger log = LoggerFactory.getLogger(Failover.class);

  private final String name;
  private boolean carryOverFails;

  EventLog(String name) {
    this.name = name;
  }

  @Override
  public void onEvent(FailoverEvent event) {
    if (event instanceof Checked checked) {
      write(checked);
    } else if (event instanceof ModeSet set) {
      write(set);
    } else if (event instanceof CarriedOver carried) {
      write(carried);
    }
    if (event.switched() && event.target() == FailoverTarget.FALLBACK) {
      log.warn("FAILOVER_TO_FALLBACK failover {}: {}", name, event.reason());
    } else if (event.switched()) {
      log.info("FAILOVER_TO_PRIMARY failover {}: {}", name, event.reason());
    }
  }

  private void write(Checked checked) {
    if (!checked.result().isSuccess() && checked.failuresInARow() == 1 && !checked.switched()) {
      log.warn("FAILOVER_CHECK_FAILED failover {}: {}", name, checked.reason());
    } else {
      log.debug("failover {}: check {}: {}", name, checked.number(), checked.reason());
    }
  }

  private void write(ModeSet set) {
    log.info(
        "FAILOVER_MODE_SET failover {}: from {} to {}; {}",
        name,
        set.before(),
        set.mode(),
        set.reason());
  }

  /** A failure is written once until it works. */
  private void write(CarriedOver carried) {
    if (carried.succeeded()) {
      log.info(
          "FAILOVER_CARRIED_OVER failover {}: {} carried over in {}; {}",
          name,
          carried.carried(),
          Words.of(carried.took()),
          carried.reason());
    } else if (carryOverFails) {
      log.debug("failover {}: carry-over: {}", name, carried.reason());
    } else {
      log.warn("FAILOVER_CARRY_OVER_FAILED failover {}: {}", name, carried.reason());
    }
    carryOverFails = !carried.succeeded();
  }
}
