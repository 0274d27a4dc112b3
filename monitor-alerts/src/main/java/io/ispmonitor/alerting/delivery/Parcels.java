package io.ispmonitor.alerting.delivery;

import io.ispmonitor.alert.Notice;
import io.ispmonitor.time.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What waits in a lane, and which of it is next: critical notices first, then in their order, and
 * nothing overtakes what is about the same incident. Each step takes about the logarithm of how
 * many wait. The lane's.
 */
final class Parcels {
  /** Less than that is not worth a digest. */
  private static final int LEAST_DIGEST = 3;

  private static final Comparator<Parcel> IN_ORDER = Comparator.comparingLong(Parcel::number);
  private static final Comparator<Parcel> BY_TIME =
      Comparator.comparingLong(Parcel::notBeforeNanos).thenComparing(IN_ORDER);

  private final Allowance wanted;
  private final Allowance possible;

  /** All of them. */
  private final TreeSet<Parcel> inOrder = new TreeSet<>(IN_ORDER);

  private final Map<String, Deque<Parcel>> byIncident = new HashMap<>();

  /** The first ones of their incidents: those that may go, and those whose time has not come. */
  private final TreeSet<Parcel> critical = new TreeSet<>(IN_ORDER);

  private final TreeSet<Parcel> usual = new TreeSet<>(IN_ORDER);
  private final TreeSet<Parcel> later = new TreeSet<>(BY_TIME);
  private long count;

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

  /** Puts one behind all others. */
  void add(Parcel parcel) {
    parcel.number(++count);
    insert(parcel);
  }

  private void insert(Parcel parcel) {
    inOrder.add(parcel);
    Deque<Parcel> same =
        byIncident.computeIfAbsent(parcel.notice().incident(), any -> new ArrayDeque<>(1));
    same.add(parcel);
    if (same.size() == 1) {
      later.add(parcel);
    }
  }

  void remove(Parcel parcel) {
    parcel.gone();
    inOrder.remove(parcel);
    take(parcel);
    String incident = parcel.notice().incident();
    Deque<Parcel> same = byIncident.getOrDefault(incident, new ArrayDeque<>(0));
    boolean wasFirst = same.peekFirst() == parcel;
    same.remove(parcel);
    Parcel next = same.peekFirst();
    if (next == null) {
      byIncident.remove(incident);
    } else if (wasFirst) {
      later.add(next);
    }
  }

  private void take(Parcel parcel) {
    later.remove(parcel);
    critical.remove(parcel);
    usual.remove(parcel);
  }

  /** It is tried again, but not before then. */
  void delay(Parcel parcel, long nanos) {
    take(parcel);
    parcel.notBefore(nanos);
    later.add(parcel);
  }

  /** One takes the place of several, which is that of the first. */
  void replace(Collection<Parcel> several, Parcel by) {
    several.forEach(this::remove);
    by.number(several.stream().mapToLong(Parcel::number).min().orElse(0));
    insert(by);
  }

  List<Parcel> all() {
    return List.copyOf(inOrder);
  }

  boolean isEmpty() {
    return inOrder.isEmpty();
  }

  /** Those that have waited for longer than this. */
  List<Parcel> olderThan(long nanos, long now) {
    List<Parcel> old = new ArrayList<>();
    for (Parcel parcel : inOrder) {
      if (now - parcel.queuedNanos() <= nanos) {
        break;
      }
      old.add(parcel);
    }
    return old;
  }

  /** When the next one has waited for longer than this. */
  long nextOlderThan(long nanos) {
    return inOrder.isEmpty() ? Step.ON_WAKE : inOrder.first().queuedNanos() + nanos + 1;
  }

  /** A message goes out. */
  void sent(long now) {
    wanted.take(now);
    possible.take(now);
  }

  /** The one that may go out now; null for none. */
  @Nullable Parcel next(long now) {
    ripen(now);
    if (!critical.isEmpty() && freeNanos(true, now) - now <= 0) {
      return critical.first();
    }
    return !usual.isEmpty() && freeNanos(false, now) - now <= 0 ? usual.first() : null;
  }

  private void ripen(long now) {
    while (!later.isEmpty() && later.first().notBeforeNanos() - now <= 0) {
      Parcel ripe = later.pollFirst();
      (ripe.isCritical() ? critical : usual).add(ripe);
    }
  }

  /** When the next one may go out, if nothing comes before. */
  long nextNanos(long now) {
    long next = Step.ON_WAKE;
    if (!critical.isEmpty()) {
      next = Math.min(next, freeNanos(true, now));
    }
    if (!usual.isEmpty()) {
      next = Math.min(next, freeNanos(false, now));
    }
    return later.isEmpty() ? next : Math.min(next, later.first().notBeforeNanos());
  }

  private long freeNanos(boolean isCritical, long now) {
    return Math.max(wanted.freeNanos(isCritical, now), possible.freeNanos(isCritical, now));
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

  /**
   * Those to be told in one message, since there is no room for more; empty when there is. What is
   * next is among them, and nothing whose incident has something before it that is not.
   */
  List<Parcel> toMerge(Parcel next, long now) {
    boolean isCritical = next.isCritical();
    boolean isLast = wanted.isLast(isCritical, now) || possible.isLast(isCritical, now);
    if (!isLast || !next.canBeMerged()) {
      return List.of();
    }
    List<Parcel> mergeable = new ArrayList<>();
    mergeable.add(next);
    Set<String> blocked = new HashSet<>();
    int alerts = next.notice().alerts().size();
    for (Parcel parcel : inOrder) {
      if (parcel == next) {
        continue;
      }
      int more = parcel.notice().alerts().size();
      boolean isReady = parcel.canBeMerged() && parcel.notBeforeNanos() - now <= 0;
      if (!isReady || blocked.contains(parcel.notice().incident())) {
        blocked.add(parcel.notice().incident());
      } else if (alerts + more > Notice.MOST_ALERTS) {
        break; // what is beyond comes in the next one, and is not forgotten
      } else {
        alerts += more;
        mergeable.add(parcel);
      }
    }
    mergeable.sort(IN_ORDER);
    return mergeable.size() < LEAST_DIGEST ? List.of() : mergeable;
  }
}
