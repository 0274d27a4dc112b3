package io.ispmonitor.examples.demo;

import java.time.Duration;

/** How a run is shown while it lasts. Called by several threads. */
interface View extends AutoCloseable {

  /** How often to refresh. */
  Duration period();

  /** Something happened. */
  void note(Note note);

  /** Shows how things stand. */
  void refresh();

  /** Leaves the output ready for others. */
  @Override
  default void close() {}
}
