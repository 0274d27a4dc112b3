package io.ispmonitor.extension;

import io.ispmonitor.health.HealthCheck;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

  /**
   * Why it does no work any more, such as a thread of its own that has hung for longer than given;
   * empty while it works, however badly. An instance that shares its network with others gives the
   * lease up then. Called often, from any thread; must not block.
   */
  default Optional<String> stall(Duration longest) {
    return Optional.empty();
  }

  /** The monitor ends; nothing is delivered any more. */
  @Override
  default void close() {}
}
