package io.ispmonitor.alerting;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.InventoryDiff;
import io.ispmonitor.device.InventoryListener;
import io.ispmonitor.extension.MonitorContext;
import io.ispmonitor.extension.MonitorListener;
import io.ispmonitor.extension.ProbeResult;
import io.ispmonitor.probe.Observation;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.reachability.StateChange;

/**
 * Hears what the monitor says and brings it to the desk. What the judge says is never lost for want
 * of room; outcomes, which are many, may be, and are counted. Any thread.
 */
final class Ear implements MonitorListener, AutoCloseable {
  private final MonitorContext monitor;
  private final Desk desk;
  private final Book book;
  private final Reachability reachability;
  private final Telling telling;
  private final Intake intake;
  private final Evaluating evaluating;
  private final InventoryListener.Registration inventory;

  Ear(
      MonitorContext monitor,
      Desk desk,
      Book book,
      Reachability reachability,
      Telling telling,
      Intake intake,
      Evaluating evaluating) {
    this.monitor = monitor;
    this.desk = desk;
    this.book = book;
    this.reachability = reachability;
    this.telling = telling;
    this.intake = intake;
    this.evaluating = evaluating;
    this.inventory = monitor.inventory().listen(this::follow);
  }

  /** Begins to listen. */
  void open() {
    monitor.listen((MonitorListener) this);
    if (evaluating.isNeeded()) {
      monitor.listen(this::onOutcome);
    }
  }

  @Override
  public void onStateChange(StateChange change) {
    desk.submitSurely(
        () -> {
          boolean wasOpenBefore =
              book.about(change.device()).stream().anyMatch(one -> one.isRestored);
          reachability.changed(change, wasOpenBefore);
          book.about(change.device()).stream()
              .filter(one -> !Reachability.isState(one.alert))
              .forEach(telling::consider);
          evaluating.take(change);
        });
  }

  @Override
  public void onAnnouncement(Announcement announcement) {
    desk.submitSurely(() -> reachability.announced(announcement));
  }

  @Override
  public void onIsolation(Isolation isolation) {
    desk.submitSurely(() -> reachability.isolated(isolation));
  }

  @Override
  public void onObservation(Observation observation) {
    desk.submit(() -> evaluating.take(observation));
  }

  private void onOutcome(ProbeResult result) {
    desk.submit(() -> evaluating.take(result));
  }

  private void follow(InventoryDiff diff) {
    desk.submitSurely(
        () -> {
          diff.added().forEach(evaluating::meet);
          for (Device device : diff.removed()) {
            evaluating.forget(device.id());
            intake.forget(device.id(), monitor.time().instant());
            reachability.forget(device.id());
          }
        });
  }

  @Override
  public void close() {
    inventory.close();
  }
}
