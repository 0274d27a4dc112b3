package io.ispmonitor.failover;

/**
 * Hears what a failover does. Called one event after the other, in their order, on the executor of
 * the failover. A listener that throws is logged and hurts nobody else; one that blocks delays the
 * other listeners, but no check, and of more than 1,024 events that wait the oldest are dropped and
 * counted.
 */
@FunctionalInterface
public interface FailoverListener {

  /** Something happened. */
  void onEvent(FailoverEvent event);
}
