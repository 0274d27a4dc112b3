package io.ispmonitor.internal.path;

import io.ispmonitor.extension.MonitorListener;
import io.ispmonitor.reachability.StateChange;
import java.util.function.Consumer;

/** Hears of changes of state alone; reports name whom it passes them on to. */
public record StateChangeListener(Consumer<StateChange> consumer) implements MonitorListener {

  @Override
  public void onStateChange(StateChange change) {
    consumer.accept(change);
  }
}
