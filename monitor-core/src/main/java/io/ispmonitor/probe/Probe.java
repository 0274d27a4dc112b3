package io.ispmonitor.probe;

import io.ispmonitor.device.Device;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.metric.Layout;
import java.util.List;
import java.util.function.Consumer;

/**
 * Asks one device one question.
 *
 * <p>{@link #start} is called by one thread at a time and must not block: it sends, and returns.
 * The outcome may be handed over on any thread, also within {@code start}; handing over only puts
 * it in a queue. Exactly one outcome is wanted, {@link ProbeOutcome.Silent} at the deadline, or at
 * most a tenth of the timeout before it, if nothing came. The monitor holds the deadline itself: a
 * probe that throws, that never answers, or that answers late or twice costs one outcome and a
 * counter in the health report.
 */
public interface Probe {

  /** What it is called in reports and logs; unique in a monitor. */
  String name();

  /** What its outcomes are good for. */
  Role role();

  /**
   * Sends the question.
   *
   * @param device whom to ask; its host name, if it has one, is resolved to an address
   * @param deadline until when to wait for the answer
   * @param outcome takes the outcome, once
   * @return a handle to call the question off
   */
  Question start(Device device, Deadline deadline, Consumer<ProbeOutcome> outcome);

  /**
   * The columns that a failed question leaves empty, so that silence shows as a gap in the series.
   * {@link Layout#EMPTY} by default: those of the device's last answer.
   */
  default Layout layout() {
    return Layout.EMPTY;
  }

  /**
   * The ports of a device that this probe talks to, so that a diagnosis can try them: a TCP port is
   * connected to and left at once. Asked while a device is diagnosed, must not block. None by
   * default, which is right for probes that need no port, such as an echo.
   *
   * @param device whom it would ask
   */
  default List<Endpoint> endpoints(Device device) {
    return List.of();
  }

  /**
   * What the probe has to say about its own health. Called often, from any thread; must not block.
   */
  default List<HealthCheck> health() {
    return List.of();
  }
}
