package io.ispmonitor.examples.demo;

import io.ispmonitor.extension.MonitorListener;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.StateChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Makes one story of each outage: a note when it begins and when it ends, and the devices behind it
 * as a number. Announcements decide what is told, so that a device that flaps or is in maintenance
 * goes up and down unheard; changes of state tell who is behind an outage. Thread-safe.
 */
final class Incidents implements MonitorListener {
  private static final int MOST_KEPT = 1_000;

  private final Consumer<Note> notes;

  /** By the ids of the outages; until they are over, and that was told. */
  private final Map<String, Incident> open = new HashMap<>();

  /** By the devices that are behind them. */
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
    boolean isOurs = change.evidence().basis() == Evidence.Basis.ISOLATION;
    if (outage != null && outage.root().equals(change.device()) && !isOurs) {
      follow(change, outage);
    }
    if (change.to() == DeviceState.UNKNOWN && !isOurs) {
      say(change.at(), change.device() + " is UNKNOWN: " + change.evidence().reason());
    }
  }

  @Override
  public synchronized void onAnnouncement(Announcement announcement) {
    Outage outage = announcement.outage();
    switch (announcement.kind()) {
      case DOWN, ROOT_FOUND -> {
        if (outage != null) {
          begin(announcement, outage);
        }
      }
      case RECOVERED, WITHDRAWN -> {
        if (outage != null) {
          end(announcement, outage);
        }
      }
      case DEGRADED, WITHIN_LIMITS -> say(announcement, announcement.text());
      case FLAPPING, STILL_FLAPPING, SETTLED -> {} // a story of their own
    }
  }

  private void follow(StateChange change, Outage outage) {
    if (change.to() == DeviceState.DOWN) {
      open.computeIfAbsent(outage.id(), id -> new Incident(outage)).goesOnAs(outage);
      return;
    }
    Incident incident = open.get(outage.id());
    if (incident != null) {
      incident.end(change.at());
      if (!incident.isTold()) {
        open.remove(outage.id());
      }
    }
  }

  private void begin(Announcement announcement, Outage outage) {
    Incident incident = open.computeIfAbsent(outage.id(), id -> new Incident(outage));
    incident.goesOnAs(outage);
    if (incident.tell()) {
      keep(incident);
    }
    String reason = announcement.evidence().reason();
    say(
        announcement.at(),
        outage.affected() == 0
            ? "%s is DOWN: %s".formatted(outage.root(), reason)
            : "%s is DOWN, %d behind it: %s".formatted(outage.root(), outage.affected(), reason));
  }

  private void end(Announcement announcement, Outage outage) {
    Incident incident = open.remove(outage.id());
    if (incident == null) {
      endOfBefore(announcement, outage);
      return;
    }
    if (incident.endedAt() == null) {
      incident.end(announcement.at());
    }
    String lasted = Durations.inWords(incident.lasted(announcement.at()));
    say(
        announcement.at(),
        announcement.kind() == Announcement.Kind.RECOVERED
            ? "%s is %s after %s".formatted(announcement.device(), announcement.state(), lasted)
            : "the outage of %s counts no more: %s".formatted(outage.root(), announcement.text()));
  }

  /** An outage that an earlier run told of. */
  private void endOfBefore(Announcement announcement, Outage outage) {
    if (announcement.kind() == Announcement.Kind.RECOVERED) {
      Duration lasted = Duration.between(outage.startedAt(), announcement.at());
      say(
          announcement.at(),
          "%s is %s after %s, down since before this run"
              .formatted(announcement.device(), announcement.state(), Durations.inWords(lasted)));
    }
  }

  private void cutOff(StateChange change, Outage outage) {
    Incident incident = open.get(outage.id());
    if (incident == null) {
      return; // its end was told before
    }
    Incident before = incidentOf.put(change.device(), incident);
    if (before != null && !before.equals(incident)) {
      before.released(change.device(), false);
    }
    if (incident.cutOff(change.device()) && incident.isTold()) {
      say(
          change.at(),
          "all %d behind %s are UNREACHABLE".formatted(incident.affected(), incident.root()));
    }
  }

  private void leave(StateChange change) {
    Incident incident = incidentOf.remove(change.device());
    boolean answers = change.to().isAnswering();
    if (incident != null && incident.released(change.device(), answers) && incident.isTold()) {
      String who = Network.allOf(incident.heardAgain(), incident.confirmed());
      say(change.at(), "%s behind %s are heard again".formatted(who, incident.root()));
    }
  }

  private void keep(Incident incident) {
    total++;
    all.add(incident);
    if (all.size() > MOST_KEPT) {
      all.remove();
    }
  }

  private void say(Announcement announcement, String why) {
    say(
        announcement.at(),
        "%s is %s: %s".formatted(announcement.device(), announcement.state(), why));
  }

  private void say(Instant at, String text) {
    notes.accept(new Note(at, text));
  }
}
