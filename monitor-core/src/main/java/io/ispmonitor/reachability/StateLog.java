package io.ispmonitor.reachability;

import io.ispmonitor.leadership.FencingToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps the changes of state, and of everything else only the last. Called by several threads at
 * once.
 *
 * <p>A monitor that starts reads {@link #latest()} to know how devices stood before, and goes on
 * from there.
 */
public interface StateLog extends AutoCloseable {

  /**
   * Takes a change over, at once or not at all; never waits for a disk or a network.
   *
   * @param token the right to write; one that is out of date is refused
   * @return its position; positions rise with every change that was taken
   * @throws io.ispmonitor.metric.StoreRefusedException when it cannot take the change
   */
  long append(StateChange change, FencingToken token);

  /**
   * Takes over what the judge is in the middle of with a device, in the place of what it was
   * before; at once or not at all. Of a device without any change nothing is kept.
   *
   * @param token the right to write; one that is out of date is refused
   * @return its position; positions rise with everything that was taken
   * @throws io.ispmonitor.metric.StoreRefusedException when it cannot take it
   */
  long note(String device, Progress progress, FencingToken token);

  /** All changes up to this position are safe against a crash, as far as this log goes. */
  long acceptedThrough();

  /**
   * The last change of every device, with the last that was noted of its progress. Those that
   * {@link StateChange#isOver() are over} are left out: they are of devices that were removed, and
   * would gather for ever.
   */
  Collection<StateChange> latest();

  /** The changes of a device from a time up to but not including another, in their order. */
  List<StateChange> read(String device, Instant from, Instant to);

  /**
   * What is needed to say how devices stood over a time: of each, the last change before it, as far
   * as the log still has that, and then those from {@code from} up to but not including {@code to},
   * in their order. A device without any is left out.
   *
   * <p>A log that can read many devices at once should do so here; by default each is read by
   * itself, from the beginning.
   */
  default Map<String, List<StateChange>> history(Set<String> devices, Instant from, Instant to) {
    Map<String, List<StateChange>> history = new HashMap<>();
    for (String device : devices) {
      List<StateChange> before =
          from.isAfter(Instant.EPOCH) ? read(device, Instant.EPOCH, from) : List.of();
      List<StateChange> changes = new ArrayList<>();
      if (!before.isEmpty()) {
        changes.add(before.get(before.size() - 1));
      }
      changes.addAll(read(device, from, to));
      if (!changes.isEmpty()) {
        history.put(device, changes);
      }
    }
    return history;
  }

  /** Lets go of what the log holds open. Does nothing the second time. */
  @Override
  default void close() {}
}
