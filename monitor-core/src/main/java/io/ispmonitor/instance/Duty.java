package io.ispmonitor.instance;

import io.ispmonitor.leadership.Leadership;

/** What an instance does while it is in charge, or while it observes. */
@FunctionalInterface
public interface Duty {

  /**
   * Builds and starts a monitor. Called on a thread of the instance's own, for each term anew and
   * never before the one of the last term is closed. May wait, for instance until what was stored
   * is read, but up to a minute at most: then the lease is given up.
   *
   * @param leadership to be handed to the monitor
   * @throws Exception when it cannot be done; the lease is given up, and asked for again later
   */
  Tenure begin(Leadership leadership) throws Exception;
}
