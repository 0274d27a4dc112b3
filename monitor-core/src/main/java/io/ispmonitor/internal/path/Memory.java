package io.ispmonitor.internal.path;

import io.ispmonitor.metric.Debouncer;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence.Basis;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.Progress;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.time.TimeSource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the judge knows of a device, in the form that outlives the process. */
final class Memory {
  private final TimeSource time;
  private final Rules rules;

  Memory(TimeSource time, Rules rules) {
    this.time = time;
    this.rules = rules;
  }

  /** What the judge is in the middle of. */
  Progress of(Watched watched) {
    return of(watched, time.instant());
  }

  /** What the judge is in the middle of at this time, which is now. */
  Progress of(Watched watched, Instant at) {
    return new Progress(
        at,
        EpochNanos.toInstant(watched.verdict.sinceEpochNanos()),
        watched.misses,
        watched.misses == 0 ? null : EpochNanos.toInstant(watched.firstMissEpochNanos()),
        watched.answers,
        watched.everAnswered() ? EpochNanos.toInstant(watched.lastAnswerEpochNanos) : null,
        watched.silentSince,
        Flaps.history(watched, rules.of(watched).flapping(), time.nanoTime(), EpochNanos.of(at)),
        watched.told);
  }

  /**
   * Lets a device go on where it was. Before anybody else sees it.
   *
   * @param seenUntil until when the earlier monitor ran, as far as that is known
   */
  void restore(Watched watched, StateChange last, Instant seenUntil) {
    if (last.evidence().basis() == Basis.REMOVED) {
      return; // what comes back to the inventory begins anew
    }
    long now = time.nanoTime();
    long epochNow = EpochNanos.of(time.instant());
    Progress progress = last.progress();
    DeviceState state = last.to();
    watched.verdict =
        Verdict.of(state, EpochNanos.of(progress.since()), 0, goesOn(last), last.evidence());
    // What was unanswered before it was blamed may have been answered while nobody asked.
    Instant firstMiss = state == DeviceState.DOWN ? progress.firstUnansweredAt() : null;
    if (firstMiss != null) {
      watched.misses = progress.unanswered();
      watched.silence = new Silence(nanos(firstMiss, now, epochNow), EpochNanos.of(firstMiss));
    }
    Instant lastAnswer = lastAnswer(last, seenUntil);
    if (lastAnswer != null) {
      watched.lastAnswerEpochNanos = EpochNanos.of(lastAnswer);
      watched.lastAnswerNanos = nanos(lastAnswer, now, epochNow);
      watched.heardBeforeMissesNanos = watched.lastAnswerNanos;
    }
    watched.silentSince = progress.silentWitnessSince();
    watched.answers = progress.answered();
    watched.lastHeardNanos = now;
    watched.resting = state.isOutage();
    Outage outage = last.outage();
    if (state == DeviceState.DOWN && outage != null) {
      watched.downSinceNanos = nanos(outage.startedAt(), now, epochNow);
    }
    if (state == DeviceState.DEGRADED) {
      // Which of the two it was is not known any more; both clear when they are within limits.
      watched.latencyMemory = Debouncer.CLEAR | 1;
      watched.lossMemory = Debouncer.CLEAR | 1;
    }
    watched.flapping = progress.flapping().flapping();
    watched.flaps =
        Flaps.restored(progress.flapping(), rules.of(watched).flapping(), now, epochNow);
  }

  private static @Nullable Outage goesOn(StateChange last) {
    boolean cutOff = last.evidence().basis() == Basis.ISOLATION;
    return last.to().isOutage() || cutOff ? last.outage() : null;
  }

  /** Answers are not noted one by one: what was not silent answered to the end. */
  private static @Nullable Instant lastAnswer(StateChange last, Instant seenUntil) {
    boolean toTheEnd = last.to().isAnswering() && last.progress().unanswered() == 0;
    return toTheEnd ? seenUntil : last.progress().lastAnswerAt();
  }

  private static long nanos(Instant at, long now, long epochNow) {
    return now - (epochNow - EpochNanos.of(at));
  }
}
