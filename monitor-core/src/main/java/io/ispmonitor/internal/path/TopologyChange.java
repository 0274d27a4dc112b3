package io.ispmonitor.internal.path;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changed among the watched devices, for the judge. Built by the scheduler, then left alone.
 */
final class TopologyChange implements JudgeTask {
  private final List<Placed> placed = new ArrayList<>();
  private final List<Watched> removed = new ArrayList<>();

  void place(Watched watched, Watched[][] parents, @Nullable Asking reachability, boolean moved) {
    placed.add(new Placed(watched, parents, reachability, moved));
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
    placed.forEach(is -> judge.place(is.watched, is.parents, is.reachability, is.moved));
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared, only taken apart
  private record Placed(
      Watched watched, Watched[][] parents, @Nullable Asking reachability, boolean moved) {}
}
