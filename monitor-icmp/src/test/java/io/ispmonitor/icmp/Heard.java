package io.ispmonitor.icmp;

import io.ispmonitor.probe.ProbeOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps what a listener was told, and objects when it is told twice. */
final class Heard implements EchoListener {
  final Map<Long, Duration> answered = new HashMap<>();
  final Map<Long, ProbeOutcome> failed = new HashMap<>();
  final List<Long> twice = new ArrayList<>();
  int untimed;

  int total() {
    if (!twice.isEmpty()) {
      throw new AssertionError("told twice of " + twice);
    }
    return answered.size() + failed.size() + untimed;
  }

  private void once(long token) {
    if (answered.containsKey(token) || failed.containsKey(token)) {
      twice.add(token);
    }
  }

  @Override
  public void answered(long token, long roundTripNanos) {
    once(token);
    answered.put(token, Duration.ofNanos(roundTripNanos));
  }

  @Override
  public void answeredUntimed(long token) {
    once(token);
    untimed++;
  }

  @Override
  public void failed(long token, ProbeOutcome outcome) {
    once(token);
    failed.put(token, outcome);
  }
}
