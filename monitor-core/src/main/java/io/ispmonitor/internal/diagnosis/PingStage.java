package io.ispmonitor.internal.diagnosis;

import io.ispmonitor.diagnosis.HopAnswer;
import io.ispmonitor.diagnosis.PathTracer;
import io.ispmonitor.diagnosis.PingFinding;
import io.ispmonitor.internal.loop.Loop;
import io.ispmonitor.time.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Sends a few echoes that go all the way. */
final class PingStage extends Stage<PingFinding> {
  static final int ECHOES = 5;
  private static final Duration LIMIT = Duration.ofSeconds(3);
  private static final Duration WAIT = Duration.ofSeconds(1);
  private static final long SPACING_NANOS = Duration.ofMillis(200).toNanos();

  private final Line line;
  private final Runnable wake;
  private final List<HopAnswer> answers = new ArrayList<>();
  private int sent;

  PingStage(Line line, Runnable wake) {
    super(LIMIT);
    this.line = line;
    this.wake = wake;
  }

  @Override
  long work(Loop loop, long now) {
    if (line.trouble() != null) {
      return Step.ON_WAKE;
    }
    while (sent < ECHOES && now - dueNanos() >= 0) {
      sent++;
      line.send(loop, PathTracer.ANY_DISTANCE, WAIT, this::answered);
    }
    return sent < ECHOES ? dueNanos() : Step.ON_WAKE;
  }

  private long dueNanos() {
    return beganNanos() + sent * SPACING_NANOS;
  }

  private void answered(HopAnswer answer) {
    synchronized (this) {
      if (answers.size() < ECHOES) {
        answers.add(answer);
      }
    }
    wake.run();
  }

  /** Whether the address itself answered. */
  synchronized boolean isAnswered() {
    return answers.stream().anyMatch(HopAnswer.Reached.class::isInstance);
  }

  @Override
  synchronized boolean isComplete() {
    return answers.size() == ECHOES || line.trouble() != null;
  }

  @Override
  synchronized PingFinding found() {
    String trouble = line.trouble();
    return answers.isEmpty() && trouble != null
        ? PingFinding.notAvailable(trouble)
        : new PingFinding(answers, null);
  }
}
