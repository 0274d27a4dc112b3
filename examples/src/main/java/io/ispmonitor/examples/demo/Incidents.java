package io.ispmonitor.examples.demo;

import io.ispmonitor.extension.MonitorListener;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.StateChange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Makes one story of each outage: a note when it begins and when it ends, and the devices behind it
 * as a number. What a device says for the first time is no news. Thread-safe.
 */
final class Incidents implements MonitorListener {
  private static final int MOST_KEPT = 1_000;

  private final Consumer<Note> notes;
  private final Map<String, Incident> open = new HashMap<>();
  private final Map<String, Incident> incidentOf = new HashMap<>();
  private final Deque<Incident> all = new ArrayDeque<>();
  private int total;

  Incidents(Consumer<Note> notes) {
    this.notes = notes;
  }

  /** The incidents so far in their order; of very many only the last ones. */
  synchronized List<Incident> all() {
    return List.copyOf(all);
  }

  /** How many there were. */
  synchronized int total() {
    return total;
  }

  @Override
  public synchronized void onStateChange(StateChange change) {
    Outage outage = change.outage();
    if (change.to() == DeviceState.UNREACHABLE && outage != null) {
      cutOff(change, outage);
      return;
    }
    leave(change);
    if (change.beginsOutage() && outage != null) {
      begin(change, outage);
    } else if (change.from() == DeviceState.DOWN) {
      end(change);
    } else if (isNews(change)) {
      say(
          change,
          "%s is %s: %s".formatted(change.device(), change.to(), change.evidence().reason()));
    }
  }

  private static boolean isNews(StateChange change) {
    boolean firstWord = change.from() == DeviceState.UNKNOWN && change.to() == DeviceState.UP;
    return !firstWord && change.from() != DeviceState.UNREACHABLE;
  }

  private void begin(StateChange change, Outage outage) {
    open.put(change.device(), incident(outage));
    String reason = change.evidence().reason();
    if (outage.affected() == 0) {
      say(change, "%s is DOWN: %s".formatted(change.device(), reason));
    } else {
      say(
          change,
          "%s is DOWN, %d behind it: %s".formatted(change.device(), outage.affected(), reason));
    }
  }

  private void end(StateChange change) {
    Incident incident = open.remove(change.device());
    if (incident == null) {
      return;
    }
    incident.end(change.at());
    String lasted = Durations.inWords(incident.lasted(change.at()));
    say(change, "%s is %s after %s".formatted(change.device(), change.to(), lasted));
  }

  private void cutOff(StateChange change, Outage outage) {
    Incident incident = open.get(outage.root());
    if (incident == null) {
      return; // its end was told before
    }
    Incident before = incidentOf.put(change.device(), incident);
    if (before != null && !before.equals(incident)) {
      before.released(change.device(), false);
    }
    if (incident.cutOff(change.device())) {
      say(
          change,
          "all %d behind %s are UNREACHABLE".formatted(incident.affected(), incident.root()));
    }
  }

  private void leave(StateChange change) {
    Incident incident = incidentOf.remove(change.device());
    boolean answers = change.to().isAnswering();
    if (incident != null && incident.released(change.device(), answers)) {
      int heard = incident.heardAgain();
      String who =
          heard == incident.confirmed() ? "all " + heard : heard + " of " + incident.confirmed();
      say(change, "%s behind %s are heard again".formatted(who, incident.root()));
    }
  }

  private Incident incident(Outage outage) {
    Incident incident = new Incident(outage);
    total++;
    all.add(incident);
    if (all.size() > MOST_KEPT) {
      all.remove();
    }
    return incident;
  }

  private void say(StateChange change, String text) {
    notes.accept(new Note(change.at(), text));
  }
}
