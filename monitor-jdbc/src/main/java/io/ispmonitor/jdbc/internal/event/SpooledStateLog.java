package io.ispmonitor.jdbc.internal.event;

import io.ispmonitor.jdbc.database.HistoryException;
import io.ispmonitor.jdbc.database.OutageCause;
import io.ispmonitor.jdbc.internal.carry.FailureText;
import io.ispmonitor.jdbc.internal.carry.HistorySource;
import io.ispmonitor.jdbc.internal.sql.Transactions.Work;
import io.ispmonitor.leadership.Fence;
import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.metric.StoreRefusedException;
import io.ispmonitor.reachability.Progress;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.reachability.StateLog;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A state log whose changes go through a spool, and whose history is read from the database. */
public final class SpooledStateLog implements StateLog {
  private final EventLog events;
  private final Mirrors mirrors;
  private final HistorySource history;
  private final StateHistory reader;
  private final Fence fence = new Fence();

  /**
   * A log.
   *
   * @param history where history is read
   */
  public SpooledStateLog(EventLog events, Mirrors mirrors, HistorySource history) {
    this.events = events;
    this.mirrors = mirrors;
    this.history = history;
    this.reader = new StateHistory(history);
  }

  @Override
  public synchronized long append(StateChange change, FencingToken token) {
    check(change.device(), token);
    StateEvent event = new StateEvent(change, events.right(token));
    return events.append(event, () -> mirrors.states.append(change, token));
  }

  @Override
  public synchronized long note(String device, Progress progress, FencingToken token) {
    check(device, token);
    return events.append(
        new ProgressEvent(device, progress, events.right(token)),
        () -> mirrors.states.note(device, progress, token));
  }

  private void check(String device, FencingToken token) {
    Optional<String> objection = fence.objection(token);
    if (objection.isPresent()) {
      throw new StoreRefusedException(
          "state of device '%s' refused: %s".formatted(device, objection.get()));
    }
  }

  @Override
  public long acceptedThrough() {
    return events.acceptedThrough();
  }

  @Override
  public Collection<StateChange> latest() {
    return mirrors.states.latest();
  }

  /**
   * {@inheritDoc}
   *
   * @throws HistoryException when the database cannot be read
   */
  @Override
  public List<StateChange> read(String device, Instant from, Instant to) {
    return ask("states", connection -> reader.read(connection, device, from, to));
  }

  /**
   * {@inheritDoc}
   *
   * @throws HistoryException when the database cannot be read
   */
  @Override
  public Map<String, List<StateChange>> history(Set<String> devices, Instant from, Instant to) {
    return ask("states", connection -> reader.history(connection, devices, from, to));
  }

  private <T> T ask(String what, Work<T> question) {
    try {
      return history.read("read " + what, question);
    } catch (SQLException e) {
      throw new HistoryException(
          "%s of before cannot be read: %s (%s)"
              .formatted(what, OutageCause.of(e).advice(), FailureText.of(e)),
          e);
    }
  }
}
