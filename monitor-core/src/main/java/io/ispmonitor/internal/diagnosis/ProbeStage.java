package io.ispmonitor.internal.diagnosis;

import io.ispmonitor.diagnosis.ProbeFinding;
import io.ispmonitor.extension.ProbeResult;
import io.ispmonitor.internal.loop.Loop;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.time.Step;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Has the device asked out of turn by all its probes. */
final class ProbeStage extends Stage<List<ProbeFinding>> {
  private static final Duration LIMIT = Duration.ofSeconds(8);

  private final String device;
  private final List<Asker> askers;
  private final Surroundings around;
  private final Runnable wake;
  private final Map<String, ProbeOutcome> outcomes = new HashMap<>();
  private boolean asked;
  private boolean refused;
  private volatile Runnable hearNoMore = () -> {};
  private volatile boolean closed;

  ProbeStage(String device, List<Asker> askers, Surroundings around, Runnable wake) {
    super(LIMIT);
    this.device = device;
    this.askers = askers;
    this.around = around;
    this.wake = wake;
  }

  @Override
  long work(Loop loop, long now) {
    if (!asked) {
      asked = true;
      hearNoMore = around.hear(device, now, this::heard);
      if (closed) {
        hearNoMore.run(); // whoever closed it meanwhile did not see it
      } else {
        refused = !around.ask(device);
      }
    }
    return Step.ON_WAKE;
  }

  private void heard(ProbeResult result) {
    synchronized (this) {
      outcomes.putIfAbsent(result.probe(), result.outcome());
    }
    wake.run();
  }

  @Override
  synchronized boolean isComplete() {
    return refused || askers.stream().allMatch(asker -> outcomes.containsKey(asker.name()));
  }

  @Override
  synchronized List<ProbeFinding> found() {
    return askers.stream()
        .map(asker -> new ProbeFinding(asker.name(), asker.role(), outcomes.get(asker.name())))
        .toList();
  }

  @Override
  void wrapUp() {
    close();
  }

  /** Hears nothing more. Any thread. */
  void close() {
    closed = true;
    hearNoMore.run();
  }
}
