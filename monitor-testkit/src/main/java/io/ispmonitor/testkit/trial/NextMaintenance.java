package io.ispmonitor.testkit.trial;

import io.ispmonitor.maintenance.Maintenance;
import java.time.Instant;
import java.util.Optional;

/** When maintenance changes next; worked out again only when it has to be. */
final class NextMaintenance {
  private final Maintenance maintenance;
  private long version = Long.MIN_VALUE;
  private Instant from = Instant.MAX;
  private Optional<Instant> next = Optional.empty();

  NextMaintenance(Maintenance maintenance) {
    this.maintenance = maintenance;
  }

  Optional<Instant> after(Instant now) {
    long current = maintenance.version();
    boolean isKnown =
        current == version && !now.isBefore(from) && next.map(now::isBefore).orElse(true);
    if (!isKnown) {
      version = current;
      from = now;
      next = maintenance.nextChange(now);
    }
    return next;
  }
}
