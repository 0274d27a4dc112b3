package io.ispmonitor.testkit;

import io.ispmonitor.extension.MonitorListener;
import io.ispmonitor.extension.OutcomeListener;
import io.ispmonitor.extension.ProbeResult;
import io.ispmonitor.probe.Observation;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.reachability.StateChange;
import java.util.ArrayList;
import java.util.List;

/** Remembers all it hears. Thread-safe. */
public final class RecordingListener implements MonitorListener, OutcomeListener {
  private final List<StateChange> changes = new ArrayList<>();
  private final List<Announcement> announcements = new ArrayList<>();
  private final List<Isolation> isolations = new ArrayList<>();
  private final List<Observation> observations = new ArrayList<>();
  private final List<ProbeResult> outcomes = new ArrayList<>();

  /** A listener that has heard nothing. */
  public RecordingListener() {}

  @Override
  public synchronized void onStateChange(StateChange change) {
    changes.add(change);
  }

  @Override
  public synchronized void onAnnouncement(Announcement announcement) {
    announcements.add(announcement);
  }

  @Override
  public synchronized void onIsolation(Isolation isolation) {
    isolations.add(isolation);
  }

  @Override
  public synchronized void onObservation(Observation observation) {
    observations.add(observation);
  }

  @Override
  public synchronized void onOutcome(ProbeResult result) {
    outcomes.add(result);
  }

  /** All changes of state, in the order they were heard. */
  public synchronized List<StateChange> changes() {
    return List.copyOf(changes);
  }

  /** The changes of one device. */
  public List<StateChange> changes(String device) {
    return changes().stream().filter(change -> change.device().equals(device)).toList();
  }

  /** The states one device came to, in order. */
  public List<DeviceState> states(String device) {
    return changes(device).stream().map(StateChange::to).toList();
  }

  /** All that people should be told, in the order it was heard. */
  public synchronized List<Announcement> announcements() {
    return List.copyOf(announcements);
  }

  /** What people should be told of one device, in order. */
  public List<Announcement> announcements(String device) {
    return announcements().stream().filter(is -> is.device().equals(device)).toList();
  }

  /** The kinds of what people should be told of one device, in order. */
  public List<Announcement.Kind> told(String device) {
    return announcements(device).stream().map(Announcement::kind).toList();
  }

  /** When we were cut off and when no more, in the order it was heard. */
  public synchronized List<Isolation> isolations() {
    return List.copyOf(isolations);
  }

  /** All outcomes, in the order they were heard. */
  public synchronized List<ProbeResult> outcomes() {
    return List.copyOf(outcomes);
  }

  /** The outcomes of one device. */
  public List<ProbeOutcome> outcomes(String device) {
    return outcomes().stream()
        .filter(is -> is.device().id().equals(device))
        .map(ProbeResult::outcome)
        .toList();
  }

  /** All observations, in the order they were heard. */
  public synchronized List<Observation> observations() {
    return List.copyOf(observations);
  }

  /** Forgets everything. */
  public synchronized void clear() {
    changes.clear();
    announcements.clear();
    isolations.clear();
    outcomes.clear();
    observations.clear();
  }
}
