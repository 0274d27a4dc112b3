package io.ispmonitor.extension;

/**
 * Hears every single outcome, after it was judged: thousands a second in a large network. Called
 * like a {@link MonitorListener}.
 */
@FunctionalInterface
public interface OutcomeListener {

  /** A question ended. */
  void onOutcome(ProbeResult result);
}
