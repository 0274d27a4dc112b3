package io.ispmonitor.maintenance;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.function.Function;

/**
 * When a local time comes, also in a night in which clocks are put forward or back. A time that is
 * skipped comes when the clock skips it; one that is shown twice has a first and a last coming.
 * Both keep the order: what is earlier by the local clock never comes later.
 */
final class WallClock {
  private final ZoneId zone;

  WallClock(ZoneId zone) {
    this.zone = zone;
  }

  Instant firstComingOf(LocalDateTime local) {
    return instant(local, ZoneOffsetTransition::getOffsetBefore);
  }

  Instant lastComingOf(LocalDateTime local) {
    return instant(local, ZoneOffsetTransition::getOffsetAfter);
  }

  private Instant instant(
      LocalDateTime local, Function<ZoneOffsetTransition, ZoneOffset> inOverlap) {
    ZoneOffsetTransition transition = zone.getRules().getTransition(local);
    if (transition == null) {
      return local.toInstant(zone.getRules().getOffset(local));
    }
    return transition.isGap()
        ? transition.getInstant()
        : local.toInstant(inOverlap.apply(transition));
  }
}
