package io.ispmonitor.internal.path;

import java.util.ArrayList;
import java.util.List;

/**
 * What changed among the watched devices, for the judge. Built by the scheduler, then left alone.
 */
final class TopologyChange implements JudgeTask {
  private final List<Place> placed = new ArrayList<>();
  private final List<Watched> removed = new ArrayList<>();

  void place(Place place) {
    placed.add(place);
  }

  void remove(Watched watched) {
    removed.add(watched);
  }

  boolean isEmpty() {
    return placed.isEmpty() && removed.isEmpty();
  }

  @Override
  public void run(Judge judge) {
    removed.forEach(judge::remove);
    placed.forEach(judge::place);
  }
}
