package io.ispmonitor.extension;

import io.ispmonitor.health.HealthCheck;
import java.util.List;

/** A part that lives as long as the monitor it is attached to. */
public interface MonitorExtension extends AutoCloseable {

  /** What it is called in reports and logs. */
  String name();

  /**
   * The monitor starts. An exception keeps it from starting.
   *
   * @param monitor its parts; may be kept until {@link #close()}
   */
  void attach(MonitorContext monitor);

  /** What it has to say about its own health. Called often, from any thread; must not block. */
  default List<HealthCheck> health() {
    return List.of();
  }

  /** The monitor ends; nothing is delivered any more. */
  @Override
  default void close() {}
}
