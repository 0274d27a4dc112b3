package io.ispmonitor.anomaly.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds anomalies with one cause: of one plan, to one side, begun at about the same time, and of at
 * least three and a third of the series of one device or right behind it; farther up, of half of
 * them and of more than one branch. Under the watch's lock.
 */
final class Together {
  private static final long ABOUT_NANOS = Duration.ofMinutes(30).toNanos();
  private static final int LEAST = 3;
  private static final double NEAR_SHARE = 0.3;
  private static final double FAR_SHARE = 0.5;

  private final Census census;
  private final Supplier<Collection<WatchedSeries>> watched;
  private final Map<Place, Set<Open>> open = new HashMap<>();
  private final Map<Place, Group> groups = new HashMap<>();

  Together(Census census, Supplier<Collection<WatchedSeries>> watched) {
    this.census = census;
    this.watched = watched;
  }

  Collection<Group> groups() {
    return groups.values();
  }

  void add(Open one) {
    for (Place place : one.places) {
      open.computeIfAbsent(place, any -> new LinkedHashSet<>()).add(one);
    }
  }

  void remove(Open one) {
    for (Place place : one.places) {
      Set<Open> there = open.getOrDefault(place, Set.of());
      there.remove(one);
      if (there.isEmpty()) {
        open.remove(place);
      }
    }
  }

  /** Makes it one of a group that is known, where there is one. */
  boolean join(Open one) {
    for (Place place : one.places) {
      Group group = groups.get(place);
      if (group != null && isAbout(group.sinceNanos, one)) {
        group.add(one);
        return true;
      }
    }
    return false;
  }

  /** A new group that this one is a part of, the widest that there is; null for none. */
  @Nullable Group form(Open one, long nowNanos) {
    for (int far = one.places.size() - 1; far >= 0; far--) {
      Place place = one.places.get(far);
      int all = census.count(place, watched.get(), nowNanos);
      double least = Math.max(LEAST, all * (far <= 1 ? NEAR_SHARE : FAR_SHARE));
      if (open.getOrDefault(place, Set.of()).size() < least || groups.containsKey(place)) {
        continue;
      }
      List<Open> many = about(one, place);
      if (many.size() >= least && (far <= 1 || branches(many, place) > 1)) {
        return form(one, place, many, all);
      }
    }
    return null;
  }

  private Group form(Open one, Place place, List<Open> many, int all) {
    long since = many.stream().mapToLong(is -> is.episode.sinceNanos).min().orElseThrow();
    Group group = new Group(one.series.plan(), place, since, Math.max(all, many.size()));
    for (Open member : many) {
      if (!member.isTold) {
        member.waits = false;
        group.add(member);
      }
    }
    groups.put(place, group);
    return group;
  }

  private List<Open> about(Open one, Place place) {
    List<Open> many = new ArrayList<>();
    for (Open other : open.getOrDefault(place, Set.of())) {
      if (isAbout(one.episode.sinceNanos, other) && !other.isExplained()) {
        many.add(other);
      }
    }
    return many;
  }

  private static boolean isAbout(long sinceNanos, Open other) {
    return Math.abs(other.episode.sinceNanos - sinceNanos) <= ABOUT_NANOS;
  }

  /** Over how many of those next to the place they spread. */
  private static int branches(List<Open> many, Place place) {
    Set<Place> branches = new HashSet<>();
    for (Open one : many) {
      branches.add(one.places.get(Math.max(0, one.places.indexOf(place) - 1)));
    }
    return branches.size();
  }

  /** A group is over; those it leaves stand for themselves again. */
  List<Open> end(Group group) {
    groups.remove(group.place);
    List<Open> left = new ArrayList<>(group.members());
    left.forEach(group::remove);
    return left;
  }
}
