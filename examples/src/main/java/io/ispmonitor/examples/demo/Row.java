package io.ispmonitor.examples.demo;

import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.DeviceStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A device that is shown.
 *
 * @param order its place in the tree
 * @param place where it stands
 * @param status how it stands
 * @param leaves how many of the devices right behind it, with nothing behind them, are in which
 *     state
 */
record Row(int order, Place place, DeviceStatus status, Map<DeviceState, Integer> leaves) {

  /**
   * The devices that matter most, in the order of the tree: what is down, what others depend on,
   * what is not well or flaps, what is cut off; then the others.
   */
  static List<Row> mostTelling(
      List<Place> places, Function<String, Optional<DeviceStatus>> statuses, int most) {
    List<List<Row>> ranks = new ArrayList<>();
    for (int rank = 0; rank <= LAST_RANK; rank++) {
      ranks.add(new ArrayList<>());
    }
    Row[] rows = new Row[places.size()];
    for (int i = 0; i < rows.length; i++) {
      Place place = places.get(i);
      Optional<DeviceStatus> status = statuses.apply(place.device().id());
      if (status.isPresent()) {
        rows[i] = new Row(i, place, status.get(), new EnumMap<>(DeviceState.class));
        rows[i].countAtParent(rows);
        List<Row> rank = ranks.get(rows[i].rank());
        if (rank.size() < most) {
          rank.add(rows[i]);
        }
      }
    }
    return ranks.stream()
        .flatMap(List::stream)
        .limit(most)
        .sorted(Comparator.comparingInt(Row::order))
        .toList();
  }

  private static final int LAST_RANK = 4;

  private int rank() {
    DeviceState state = status.state();
    if (state == DeviceState.DOWN) {
      return 0;
    }
    if (!place.isLeaf()) {
      return 1;
    }
    if (status.flapping()) {
      return 2;
    }
    return switch (state) {
      case DEGRADED, UNKNOWN -> 2;
      case UNREACHABLE -> 3;
      default -> LAST_RANK;
    };
  }

  private void countAtParent(Row[] rows) {
    if (place.isLeaf() && place.parent() != Place.NO_PARENT && rows[place.parent()] != null) {
      rows[place.parent()].leaves.merge(status.state(), 1, Integer::sum);
    }
  }
}
