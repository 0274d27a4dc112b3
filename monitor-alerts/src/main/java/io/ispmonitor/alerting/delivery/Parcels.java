package io.ispmonitor.alerting.delivery;

import io.ispmonitor.alert.Notice;
import io.ispmonitor.time.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What waits in a lane, and which of it is next: critical notices first, then in their order, and
 * nothing overtakes what is about the same incident. The lane's.
 */
final class Parcels {
  /** Less than that is not worth a digest. */
  private static final int LEAST_DIGEST = 3;

  private final List<Parcel> inOrder = new ArrayList<>();
  private final Allowance wanted;
  private final Allowance possible;

  /**
   * Nothing yet.
   *
   * @param wanted what the host allows
   * @param possible what the channel takes
   */
  Parcels(Allowance wanted, Allowance possible) {
    this.wanted = wanted;
    this.possible = possible;
  }

  void add(Parcel parcel) {
    inOrder.add(parcel);
  }

  void remove(Parcel parcel) {
    inOrder.remove(parcel);
    parcel.gone();
  }

  /** One takes the place of several. */
  void replace(Collection<Parcel> several, Parcel by) {
    inOrder.removeAll(new HashSet<>(several));
    several.forEach(Parcel::gone);
    inOrder.add(0, by);
  }

  List<Parcel> all() {
    return List.copyOf(inOrder);
  }

  boolean isEmpty() {
    return inOrder.isEmpty();
  }

  /** Those that have waited for longer than this. */
  List<Parcel> olderThan(long nanos, long now) {
    return inOrder.stream().filter(parcel -> now - parcel.queuedNanos() > nanos).toList();
  }

  /** When the next one has waited for longer than this. */
  long nextOlderThan(long nanos) {
    return inOrder.stream()
        .mapToLong(parcel -> parcel.queuedNanos() + nanos + 1)
        .min()
        .orElse(Step.ON_WAKE);
  }

  /** A message goes out. */
  void sent(long now) {
    wanted.take(now);
    possible.take(now);
  }

  /** The one that may go out now; null for none. */
  @Nullable Parcel next(long now) {
    Parcel first = null;
    for (Parcel parcel : firstOfIncidents()) {
      boolean isReady = readyNanos(parcel, now) - now <= 0;
      if (isReady && (first == null || (parcel.isCritical() && !first.isCritical()))) {
        first = parcel;
      }
    }
    return first;
  }

  /** When the next one may go out, if nothing comes before. */
  long nextNanos(long now) {
    return firstOfIncidents().stream()
        .mapToLong(parcel -> readyNanos(parcel, now))
        .min()
        .orElse(Step.ON_WAKE);
  }

  /** Why one is not sent at once, in words. */
  String whyNot(Parcel parcel, long now) {
    boolean isCritical = parcel.isCritical();
    if (wanted.freeNanos(isCritical, now) - now > 0) {
      return "the channel has told as much as it is to tell in that time";
    } else if (possible.freeNanos(isCritical, now) - now > 0) {
      return "the channel has told as much as the other side takes in that time";
    }
    return "what was told of it before has not been delivered yet";
  }

  private List<Parcel> firstOfIncidents() {
    Set<String> incidents = new HashSet<>();
    return inOrder.stream().filter(parcel -> incidents.add(parcel.notice().incident())).toList();
  }

  private long readyNanos(Parcel parcel, long now) {
    boolean critical = parcel.isCritical();
    long free = Math.max(wanted.freeNanos(critical, now), possible.freeNanos(critical, now));
    return Math.max(parcel.notBeforeNanos(), free);
  }

  /** Those to be told in one message, since there is no room for more; empty when there is. */
  List<Parcel> toMerge(Parcel next, long now) {
    boolean critical = next.isCritical();
    boolean isLast = wanted.isLast(critical, now) || possible.isLast(critical, now);
    if (!isLast || !next.canBeMerged()) {
      return List.of();
    }
    List<Parcel> mergeable = new ArrayList<>();
    int alerts = 0;
    for (Parcel parcel : inOrder) {
      boolean isReady = parcel.canBeMerged() && parcel.notBeforeNanos() - now <= 0;
      alerts += isReady ? parcel.notice().alerts().size() : 0;
      if (isReady && alerts <= Notice.MOST_ALERTS) {
        mergeable.add(parcel); // what is beyond comes in the next one, and is not forgotten
      }
    }
    return mergeable.size() < LEAST_DIGEST ? List.of() : mergeable;
  }
}
