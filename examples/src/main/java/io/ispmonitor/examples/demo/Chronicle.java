package io.ispmonitor.examples.demo;

import io.ispmonitor.MonitorBuilder;
import java.util.function.Consumer;

/**
 * All that people are told in a run, each sort of it by its own listener.
 *
 * @param incidents outages
 * @param flappers devices that keep changing
 * @param cutOffs when it was we who were cut off
 */
record Chronicle(Incidents incidents, Flappers flappers, CutOffs cutOffs) {

  /** An empty one that writes notes. */
  static Chronicle telling(Consumer<Note> notes) {
    return new Chronicle(new Incidents(notes), new Flappers(notes), new CutOffs(notes));
  }

  MonitorBuilder listenTo(MonitorBuilder monitor) {
    return monitor.listener(incidents).listener(flappers).listener(cutOffs);
  }
}
