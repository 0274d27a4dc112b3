package io.ispmonitor.internal.path;

import io.ispmonitor.device.Device;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Question;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One question, from asking to judging. The first outcome counts, wherever it comes from; it goes
 * straight to the judge. Never reused, so an outcome can come as late as it likes.
 */
final class OpenQuestion implements Consumer<ProbeOutcome>, JudgeTask {
  private static final int OPEN = 0;
  private static final int ANSWERED = 1;
  private static final int GIVEN_UP = 2;
  private static final AtomicIntegerFieldUpdater<OpenQuestion> STATE =
      AtomicIntegerFieldUpdater.newUpdater(OpenQuestion.class, "state");

  final Asking asking;
  final long askedNanos;
  final long askedEpochNanos;
  private final JudgeDesk judge;
  private volatile int state = OPEN;
  private @Nullable Device device;
  private volatile @Nullable Question handle;
  private @Nullable ProbeOutcome outcome;
  private long endedNanos;

  OpenQuestion(Asking asking, long askedNanos, long askedEpochNanos, JudgeDesk judge) {
    this.asking = asking;
    this.askedNanos = askedNanos;
    this.askedEpochNanos = askedEpochNanos;
    this.judge = judge;
  }

  @Override
  public void accept(@Nullable ProbeOutcome result) {
    if (STATE.compareAndSet(this, OPEN, ANSWERED)) {
      finish(
          result != null
              ? result
              : new ProbeOutcome.Broken(
                  "probe " + asking.runner.name + " handed over null; it must hand over an outcome",
                  null));
    } else if (state == GIVEN_UP) {
      asking.runner.late.increment();
    } else {
      asking.runner.repeated.increment();
    }
  }

  /** Ends it from our side. False when an outcome was first. */
  boolean giveUp(ProbeOutcome result) {
    boolean first = STATE.compareAndSet(this, OPEN, GIVEN_UP);
    if (first) {
      finish(result);
    }
    return first;
  }

  boolean isDone() {
    return state != OPEN;
  }

  /** Whom the probe was handed, with the address it was asked at. */
  void asked(Device device) {
    this.device = device;
  }

  /** Whom the probe was handed; as the inventory has it while it has no address. */
  Device asked() {
    Device handed = device;
    return handed == null ? asking.watched.device : handed;
  }

  /** Whether the probe was handed it; a device without an address never comes so far. */
  boolean wasAsked() {
    return device != null;
  }

  void handle(@Nullable Question question) {
    this.handle = question;
  }

  @Nullable Question handle() {
    return handle;
  }

  /** The outcome; only after the judge has taken it from its queue. */
  ProbeOutcome outcome() {
    ProbeOutcome known = outcome;
    if (known == null) {
      throw new IllegalStateException("question to " + asking + " is judged before it ended");
    }
    return known;
  }

  /** When it ended, by the wall clock that it was asked by. */
  long endedEpochNanos() {
    return askedEpochNanos + (endedNanos - askedNanos);
  }

  /** When it ended, in monotonic time. */
  long endedNanos() {
    return endedNanos;
  }

  @Override
  public void run(Judge to) {
    to.onOutcome(this);
    asking.judged(this);
  }

  private void finish(ProbeOutcome result) {
    outcome = result;
    endedNanos = judge.nanoTime();
    asking.runner.ended.increment();
    judge.submit(this);
  }
}
