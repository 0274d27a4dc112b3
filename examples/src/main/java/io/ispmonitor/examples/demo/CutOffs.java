package io.ispmonitor.examples.demo;

import io.ispmonitor.extension.MonitorListener;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.reachability.StateChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * When it was we who were cut off: a note when an uplink is lost and when it is back, and one when
 * the last device that was unknown meanwhile is judged again. Thread-safe.
 */
final class CutOffs implements MonitorListener {
  private static final int MOST_KEPT = 1_000;

  private final Consumer<Note> notes;
  private final List<Isolation> over = new ArrayList<>();
  private final List<Isolation> open = new ArrayList<>();
  private final Set<String> unknown = new HashSet<>();
  private int wentUnknown;
  private int heardAgain;

  CutOffs(Consumer<Note> notes) {
    this.notes = notes;
  }

  /** Those that are over, and then those that last; of very many only the first ones. */
  synchronized List<Isolation> all() {
    List<Isolation> all = new ArrayList<>(over);
    all.addAll(open);
    return all;
  }

  @Override
  public synchronized void onIsolation(Isolation isolation) {
    Instant until = isolation.until();
    open.removeIf(is -> is.uplink().equals(isolation.uplink()));
    if (until == null) {
      open.add(isolation);
      say(
          isolation.since(),
          "it is WE who are cut off: uplink '%s' is lost, %s cannot be judged"
              .formatted(isolation.uplink(), Network.count(isolation.devices(), "device")));
      return;
    }
    if (over.size() < MOST_KEPT) {
      over.add(isolation);
    }
    String lasted = Durations.inWords(Duration.between(isolation.since(), until));
    say(until, "uplink '%s' is back after %s".formatted(isolation.uplink(), lasted));
    sayWhenAllAreBack(until);
  }

  @Override
  public synchronized void onStateChange(StateChange change) {
    boolean isOurs = change.evidence().basis() == Evidence.Basis.ISOLATION;
    if (change.to() == DeviceState.UNKNOWN && isOurs) {
      wentUnknown += unknown.add(change.device()) ? 1 : 0;
    } else if (unknown.remove(change.device())) {
      heardAgain += change.to().isAnswering() ? 1 : 0;
      sayWhenAllAreBack(change.at());
    }
  }

  private void sayWhenAllAreBack(Instant at) {
    if (!unknown.isEmpty() || !open.isEmpty() || wentUnknown == 0) {
      return;
    }
    String who = Network.allOf(heardAgain, wentUnknown);
    say(at, who + " that were unknown meanwhile are heard again");
    wentUnknown = 0;
    heardAgain = 0;
  }

  private void say(Instant at, String text) {
    notes.accept(new Note(at, text));
  }
}
