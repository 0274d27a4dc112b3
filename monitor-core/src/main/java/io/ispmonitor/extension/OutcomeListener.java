package io.ispmonitor.extension;

import io.ispmonitor.device.Device;
import io.ispmonitor.probe.ProbeOutcome;

/**
 * Hears every single outcome, after it was judged: thousands a second in a large network. Called
 * like a {@link MonitorListener}.
 */
@FunctionalInterface
public interface OutcomeListener {

  /**
   * A question ended.
   *
   * @param device who was asked
   * @param probe the name of the probe
   * @param outcome what came of it, as it was judged: a silence during a pause of our own is {@link
   *     ProbeOutcome.Void}
   */
  void onOutcome(Device device, String probe, ProbeOutcome outcome);
}
