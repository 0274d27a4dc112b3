package io.ispmonitor.icmp;

import io.ispmonitor.probe.ProbeOutcome;

/**
 * Told what came of echoes, exactly once for each that was not called off. Called on the engine's
 * thread, or on the asking thread when an echo is refused at once; must not block. One listener may
 * serve many echoes and tell them apart by the token.
 */
public interface EchoListener {

  /**
   * The reply came in time.
   *
   * @param token what was given with the request
   * @param roundTripNanos from leaving this machine to coming back
   */
  void answered(long token, long roundTripNanos);

  /**
   * The reply came in time, but the wall clock was stepped meanwhile, so how long it took is not
   * known.
   */
  void answeredUntimed(long token);

  /**
   * No reply.
   *
   * @param outcome {@link ProbeOutcome.Silent}, {@link ProbeOutcome.Refused}, {@link
   *     ProbeOutcome.Void} or {@link ProbeOutcome.Broken}
   */
  void failed(long token, ProbeOutcome outcome);
}
