package io.ispmonitor.alert;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps alerts: the open ones, so that a restart neither repeats nor forgets, and the last that
 * ended. Written by one thread, read by any; must not wait for a disk or a network.
 */
public interface AlertStore extends AutoCloseable {

  /** Takes an alert over, in the place of what is kept under the same id. */
  void put(Alert alert);

  /** The alert of an id, open or not. */
  Optional<Alert> find(String id);

  /** Those that have not ended, in the order in which they began. */
  List<Alert> open();

  /** Those that were seen from a time on, open or not, the latest first. */
  List<Alert> since(Instant from, int most);

  /** Lets go of what it holds open. */
  @Override
  default void close() {}
}
