package io.ispmonitor.internal.path;

import io.ispmonitor.device.Device;
import io.ispmonitor.internal.loop.Loop;
import io.ispmonitor.internal.loop.StallDetector;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Question;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Hands questions to their probes and sees to it that each of them ends, whatever the probe does.
 * The schedule loop's.
 */
final class Questions {
  /** What a probe gets on top of the deadline to hand over its outcome. */
  private static final long GRACE = Duration.ofSeconds(1).toNanos();

  /** While pauses keep coming a question waits this many times its timeout, to outlive one. */
  private static final int PATIENCE = 4;

  private final Resolvers resolvers;
  private final Overload overload;
  private final StallDetector stalls;
  private final Deque<OpenQuestion> givenUp = new ArrayDeque<>();
  private @Nullable Loop loop;

  Questions(Resolvers resolvers, Overload overload, StallDetector stalls) {
    this.resolvers = resolvers;
    this.overload = overload;
    this.stalls = stalls;
  }

  /** On whose thread probes are called; set before it starts. */
  void runBy(Loop loop) {
    this.loop = loop;
  }

  /** How long a question that is sent now waits for its answer. */
  long waitNanos(Asking asking, long now) {
    long usual = asking.timeoutNanos();
    return overload.isPausedAgainAndAgain(now)
        ? Math.min(PATIENCE * usual, asking.intervalNanos)
        : usual;
  }

  /** Calls the probe, which may keep the thread. */
  void send(OpenQuestion question) {
    Asking asking = question.asking;
    ProbeRunner runner = asking.runner;
    runner.asked.increment();
    Device device = asking.watched.askable();
    if (device == null) {
      question.accept(resolvers.unresolved(asking.watched));
      return;
    }
    question.asked(device);
    runner.asks(question.askedEpochNanos);
    Deadline deadline = new Deadline(question.askedNanos, asking.waitNanos);
    boolean called =
        loop()
            .call(
                runner.part,
                "ask",
                device.id(),
                () -> question.handle(runner.probe.start(device, deadline, question)));
    if (!called) {
      runner.threw.increment();
      question.giveUp(new ProbeOutcome.Broken(refusal(runner), null));
    }
  }

  /**
   * Whether nothing is to be waited for any more; then the question has ended without an outcome of
   * the probe's.
   */
  boolean isOver(OpenQuestion open, long now) {
    Asking asking = open.asking;
    long since = Math.max(open.askedNanos + asking.waitNanos, stalls.endedNanos());
    if (now - since < GRACE) {
      return false;
    }
    String reason =
        "probe " + asking.runner.name + " gave no outcome; it must hand one over by its deadline";
    if (giveUp(open, new ProbeOutcome.Broken(reason, null))) {
      asking.runner.neverAnswered.increment();
    }
    return true;
  }

  /**
   * Ends a question from our side.
   *
   * @return whether it had not ended yet
   */
  boolean giveUp(OpenQuestion open, ProbeOutcome outcome) {
    boolean ended = open.giveUp(outcome);
    if (ended) {
      givenUp.add(open);
    }
    return ended;
  }

  /** Tells the probes which questions nobody waits for any more. */
  void cancelGivenUp() {
    for (OpenQuestion open = givenUp.poll(); open != null; open = givenUp.poll()) {
      Question handle = open.handle();
      if (handle != null) {
        loop().call(open.asking.runner.part, "cancel the question to", open.asking, handle::cancel);
      }
    }
  }

  private static String refusal(ProbeRunner runner) {
    return runner.part.isBarred()
        ? "probe " + runner.name + " is left alone: " + runner.part.stuck() + " threads hang in it"
        : "probe " + runner.name + " threw: " + runner.part.lastFailure();
  }

  private Loop loop() {
    Loop running = loop;
    if (running == null) {
      throw new IllegalStateException("questions have no loop to be asked on yet");
    }
    return running;
  }
}
