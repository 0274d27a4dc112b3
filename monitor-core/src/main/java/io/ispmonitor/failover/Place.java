package io.ispmonitor.failover;

import io.ispmonitor.failover.Position.Verdict;

/** The service that is used, and who hears of a change. Guarded by its owner, but for reading. */
final class Place<T> {
  private final FailoverSettings<T> settings;
  private final EventLane lane;
  private final Position position;

  Place(FailoverSettings<T> settings, EventLane lane) {
    this.settings = settings;
    this.lane = lane;
    this.position =
        new Position(
            settings.limits(),
            settings.mode(),
            settings.time().instant(),
            settings.time().nanoTime());
  }

  /** The service to be used. Any thread. */
  T current() {
    return position.target() == FailoverTarget.PRIMARY ? settings.primary() : settings.fallback();
  }

  Position position() {
    return position;
  }

  /** Does what was decided; what follows, in words. */
  String follow(Verdict verdict) {
    return switch (verdict) {
      case STAY -> position.outlook(settings.time().nanoTime());
      case LEAVE -> {
        String why = position.reasonToLeave();
        switchTo(FailoverTarget.FALLBACK);
        yield why + "the fallback is used from now on";
      }
      case RETURN -> {
        switchTo(FailoverTarget.PRIMARY);
        yield "the primary is used again from now on";
      }
    };
  }

  private void switchTo(FailoverTarget target) {
    position.switchTo(target, settings.time().instant(), settings.time().nanoTime());
  }

  /** Listeners are to hear of this. */
  void tell(FailoverEvent event) {
    lane.add(event);
  }
}
