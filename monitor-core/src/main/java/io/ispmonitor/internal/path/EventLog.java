package io.ispmonitor.internal.path;

import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence.Basis;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.StateChange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line for each change of state, beginning with a code that stays the same. What is
 * merely cut off by another fault is written at DEBUG: the line of the fault has the number.
 */
final class EventLog {
  private static final Logger log = LoggerFactory.getLogger("io.ispmonitor.events");

  /** The line for an event; to be run where writing may take its time. */
  Runnable line(Event event) {
    return () -> write(event);
  }

  private static void write(Event event) {
    if (event instanceof Event.Changed changed) {
      write(changed.change());
    } else if (event instanceof Event.Announced announced) {
      write(announced.announcement());
    } else if (event instanceof Event.Isolated isolated) {
      write(isolated.isolation());
    } else if (event instanceof Event.Observed observed) {
      log.debug("OBSERVATION {}", observed.observation());
    } else if (event instanceof Event.Ended ended && log.isTraceEnabled()) {
      log.trace("OUTCOME {}", ended.result());
    }
  }

  /** What the lines of the states do not say. */
  private static void write(Announcement announcement) {
    switch (announcement.kind()) {
      case FLAPPING ->
          log.warn("DEVICE_FLAPPING device {}: {}", announcement.device(), announcement.text());
      case STILL_FLAPPING, SETTLED ->
          log.info(
              "DEVICE_{} device {}: {}",
              announcement.kind(),
              announcement.device(),
              announcement.text());
      case ROOT_FOUND -> log.warn("ROOT_FOUND {}", announcement.text());
      default ->
          log.debug(
              "ANNOUNCED {} of device {}: {}",
              announcement.kind(),
              announcement.device(),
              announcement.text());
    }
  }

  private static void write(Isolation isolation) {
    if (isolation.isOpen()) {
      log.warn(
          "SELF_ISOLATED uplink {} is lost since {}: {} devices cannot be judged; witnesses {}",
          isolation.uplink(),
          isolation.since(),
          isolation.devices(),
          isolation.witnesses());
    } else {
      log.warn(
          "SELF_CONNECTED uplink {} is back; it was lost since {}",
          isolation.uplink(),
          isolation.since());
    }
  }

  private static void write(StateChange change) {
    String reason = change.evidence().reason();
    Outage outage = change.outage();
    if (change.to() == DeviceState.DOWN) {
      log.warn("DEVICE_DOWN device {}: {}; {}", change.device(), reason, behind(outage));
    } else if (change.to() == DeviceState.UNREACHABLE) {
      log.debug("DEVICE_UNREACHABLE device {}: {}", change.device(), reason);
    } else if (change.from() == DeviceState.UNREACHABLE || isMereRemoval(change)) {
      log.debug("DEVICE_{} device {}: {}", change.to(), change.device(), reason);
    } else if (change.from() == DeviceState.UNKNOWN && change.to() == DeviceState.UP) {
      log.debug("DEVICE_UP device {}: {}", change.device(), reason);
    } else {
      log.info(
          "DEVICE_{} device {} was {}: {}", change.to(), change.device(), change.from(), reason);
    }
  }

  /** Of what was in no trouble. */
  private static boolean isMereRemoval(StateChange change) {
    return change.evidence().basis() == Basis.REMOVED && !change.from().isOutage();
  }

  private static String behind(@Nullable Outage outage) {
    if (outage == null) {
      return "0 behind it";
    }
    String subscribers =
        outage.subscribers() == 0 ? "" : ", " + outage.subscribers() + " subscribers cut off";
    return outage.affected() + " behind it" + subscribers;
  }
}
