package io.ispmonitor.maintenance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A window and what has become of it so far.
 *
 * @param window what was announced
 * @param triggeredAt when the first problem began it; null where there was none, or where the
 *     timing is not flexible
 * @param endedAt when somebody ended it early, for a recurring one the occurrence of that moment;
 *     null where nobody did. Only the last early end is kept, so a look back at an earlier
 *     occurrence shows it in full
 */
public record ScheduledWindow(
    MaintenanceWindow window, @Nullable Instant triggeredAt, @Nullable Instant endedAt) {

  /** Checks that there is a window. */
  public ScheduledWindow {
    Objects.requireNonNull(window, "window");
  }

  /** A window of which nothing has come yet. */
  public static ScheduledWindow of(MaintenanceWindow window) {
    return new ScheduledWindow(window, null, null);
  }

  /** The window's id. */
  public String id() {
    return window.id();
  }

  /** The occurrence that this moment belongs to; empty where the window is not in force. */
  public Optional<Occurrence> at(Instant time) {
    return planned(time).flatMap(occurrence -> upToEarlyEnd(occurrence, time));
  }

  /** Whether a problem at this moment would begin it. */
  public boolean isArmed(Instant time) {
    return window.timing() instanceof Timing.Flexible flexible
        && flexible.isArmed(time)
        && trigger() == null
        && (endedAt == null || time.isBefore(endedAt));
  }

  /**
   * When {@link #at} or {@link #isArmed} may answer otherwise next, as far as time alone decides.
   */
  public Optional<Instant> nextChange(Instant after) {
    Instant ended = endedAt;
    if (ended == null) {
      return plannedChange(after);
    }
    if (after.isBefore(ended)) {
      return plannedChange(after).map(next -> next.isBefore(ended) ? next : ended);
    }
    return changeAfterEnd(after, ended);
  }

  /**
   * The occurrences that lie in a time, at least in part, in their order; whole, also where they
   * reach beyond it. Of a recurring window that was ended early more than once, see {@link
   * #endedAt}.
   *
   * @param from the first moment that counts
   * @param to the first moment that does not count any more
   */
  public List<Occurrence> between(Instant from, Instant to) {
    List<Occurrence> occurrences = new ArrayList<>();
    @Nullable Instant time = from;
    while (time != null && time.isBefore(to)) {
      Occurrence here = at(time).orElse(null);
      if (here != null) {
        occurrences.add(here);
        time = here.end();
      } else {
        time = nextChange(time).orElse(null);
      }
    }
    return occurrences;
  }

  /** Whether it is in force neither at this moment nor ever later. */
  public boolean isOver(Instant time) {
    return at(time).isEmpty() && nextChange(time).isEmpty();
  }

  ScheduledWindow triggered(Instant at) {
    return new ScheduledWindow(window, at, endedAt);
  }

  /** Ended at this moment; unchanged if it was neither in force then nor waiting for a problem. */
  ScheduledWindow ended(Instant at) {
    return at(at).isPresent() || isArmed(at) ? new ScheduledWindow(window, triggeredAt, at) : this;
  }

  /**
   * What becomes of it when another window takes its place: with the same timing all stays as it
   * is. With another one an early end counts no more, and a flexible window that has begun goes on
   * where that still is possible, so that work that takes longer can be given more time.
   */
  ScheduledWindow replacedBy(MaintenanceWindow other) {
    if (other.timing().equals(window.timing())) {
      return new ScheduledWindow(other, triggeredAt, endedAt);
    }
    boolean goesOn =
        triggeredAt != null
            && endedAt == null
            && other.timing() instanceof Timing.Flexible flexible
            && flexible.isArmed(triggeredAt);
    return new ScheduledWindow(other, goesOn ? triggeredAt : null, null);
  }

  /** A recurring window comes back after the occurrence that was ended; others do not. */
  private Optional<Instant> changeAfterEnd(Instant after, Instant ended) {
    if (window.timing() instanceof Timing.Flexible) {
      return Optional.empty();
    }
    Instant again = planned(ended).map(Occurrence::end).orElse(ended);
    if (!after.isBefore(again)) {
      return plannedChange(after);
    }
    return planned(again).isPresent() ? Optional.of(again) : plannedChange(again);
  }

  private Optional<Occurrence> upToEarlyEnd(Occurrence planned, Instant time) {
    Instant ended = endedAt;
    if (ended == null || !planned.contains(ended)) {
      return Optional.of(planned);
    }
    return time.isBefore(ended)
        ? Optional.of(new Occurrence(planned.start(), ended))
        : Optional.empty();
  }

  private Optional<Occurrence> planned(Instant time) {
    return window.timing().at(time, trigger());
  }

  private Optional<Instant> plannedChange(Instant after) {
    return window.timing().nextChange(after, trigger());
  }

  /** A problem that comes when the window was ended already begins nothing. */
  private @Nullable Instant trigger() {
    boolean late = triggeredAt != null && endedAt != null && !triggeredAt.isBefore(endedAt);
    return late ? null : triggeredAt;
  }
}
