package io.ispmonitor.internal.path;

import io.ispmonitor.internal.gauge.Timings;
import io.ispmonitor.internal.loop.StallDetector;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SeriesBlock;
import io.ispmonitor.metric.SeriesRegistry;
import io.ispmonitor.probe.Observation;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Owns the state of every device, on one thread and without locks: takes outcomes and changes of
 * the topology in the order they come, and passes on what follows. Calls no host code, so nothing
 * can hold it up.
 */
final class Judge {
  /** It looks at the clock this often, so that a gap tells of a stall. */
  private static final long HEARTBEAT = Duration.ofMillis(200).toNanos();

  /** While outcomes keep coming it looks for them this often, which costs less than being woken. */
  private static final long LOOK_AGAIN = Duration.ofMillis(10).toNanos();

  private static final Duration STALL = Duration.ofMillis(500);
  private static final Duration CLOCK_STEP = Duration.ofSeconds(1);

  private final TimeSource time;
  private final JudgeDesk desk;
  private final Outputs outputs;
  private final SeriesRegistry series;
  private final StallDetector stalls;
  private final Reachability reachability;
  private final Timings waits = new Timings();

  Judge(
      TimeSource time,
      JudgeDesk desk,
      Outputs outputs,
      SeriesRegistry series,
      Reachability reachability) {
    this.time = time;
    this.desk = desk;
    this.outputs = outputs;
    this.series = series;
    this.stalls = new StallDetector(time, STALL, CLOCK_STEP);
    this.reachability = reachability;
  }

  /** How long outcomes wait until they are judged. */
  Timings waits() {
    return waits;
  }

  long turn(long now) {
    stalls.observe();
    desk.gauge();
    desk.attend(false);
    boolean busy = work();
    if (busy) {
      desk.attend(true);
    }
    reachability.review(time.nanoTime());
    return Math.min(now + (busy ? LOOK_AGAIN : HEARTBEAT), outputs.flush(now));
  }

  private boolean work() {
    boolean any = false;
    for (JudgeTask task = desk.next(); task != null; task = desk.next()) {
      any = true;
      stalls.glance();
      task.run(this);
    }
    return any;
  }

  void onOutcome(OpenQuestion question) {
    waits.record(stalls.lookedNanos() - question.endedNanos());
    Asking asking = question.asking;
    if (asking.removed) {
      return;
    }
    ProbeOutcome outcome = unlessVoid(question);
    asking.runner.count(outcome, question);
    if (asking.runner.judgesReachability) {
      reachability.onOutcome(asking.watched, question, outcome);
    }
    keep(asking, question.askedEpochNanos, outcome);
    outputs.outcome(question, outcome);
  }

  /** Passes what an outcome brought on to the store, or that there is nothing. */
  private void keep(Asking asking, long epochNanos, ProbeOutcome outcome) {
    if (outcome instanceof ProbeOutcome.Answered answer) {
      keep(asking, epochNanos, answer.readings(), answer.more());
    } else if (outcome instanceof ProbeOutcome.Partial part) {
      keep(asking, epochNanos, part.readings(), part.more());
    } else {
      keepGap(asking, epochNanos, ProbeRunner.gapOf(outcome));
    }
  }

  private void keep(Asking asking, long epochNanos, Readings readings, List<Readings> more) {
    if (asking.runner.observes) {
      asking.runner.keepsBackBatch();
      return;
    }
    if (readings.size() > 0) {
      outputs.samples(new SampleBatch(block(asking, readings), epochNanos, readings));
    }
    for (Readings part : more) {
      keep(asking.watched, epochNanos, part);
    }
  }

  private void keep(Watched watched, long epochNanos, Readings readings) {
    if (readings.size() > 0) {
      SeriesBlock block = series.block(watched.id(), readings.layout());
      outputs.samples(new SampleBatch(block, epochNanos, readings));
    }
  }

  /** There are no values, for a reason. */
  void keepGap(Asking asking, long epochNanos, Gap reason) {
    SeriesBlock last = asking.block;
    Readings gap = asking.runner.gap(reason, last == null ? Layout.EMPTY : last.layout());
    if (asking.runner.observes) {
      asking.runner.keepsBackBatch();
    } else if (gap.size() > 0 && !asking.removed) {
      outputs.samples(new SampleBatch(block(asking, gap), epochNanos, gap));
    }
  }

  /** Something came in that was not asked for. */
  void onObservation(Watched watched, Observation observation) {
    if (watched.removed) {
      return;
    }
    keep(watched, EpochNanos.of(observation.at()), observation.readings());
    outputs.observation(observation);
  }

  void place(Place place) {
    Watched watched = place.watched();
    boolean otherParents = !Arrays.deepEquals(watched.parents, place.parents());
    boolean wayChanged =
        place.moved()
            || runner(watched.reachability) != runner(place.reachability())
            || otherParents;
    if (otherParents) {
      watched.leaveParents();
      watched.joinParents(place.parents());
    }
    watched.reachability = place.reachability();
    reachability.placed(watched, wayChanged && watched.counted, place.decided());
  }

  void reached(List<List<Watched>> members, List<List<Watched>> witnesses) {
    reachability.reached(members, witnesses);
  }

  void upkeep(Watched watched, UpkeepChange change) {
    reachability.upkeep(watched, change);
  }

  void remove(Watched watched) {
    watched.leaveParents();
    reachability.removed(watched);
    series.release(watched.id());
  }

  private static @Nullable ProbeRunner runner(@Nullable Asking asking) {
    return asking == null ? null : asking.runner;
  }

  /** A silence while we were not looking proves nothing. */
  private ProbeOutcome unlessVoid(OpenQuestion question) {
    ProbeOutcome outcome = question.outcome();
    if (outcome instanceof ProbeOutcome.Silent) {
      String reason =
          stalls.covers(question.askedNanos, question.endedNanos(), question.asking.timeoutNanos());
      if (reason != null) {
        return new ProbeOutcome.Void(reason);
      }
    }
    return outcome;
  }

  private SeriesBlock block(Asking asking, Readings readings) {
    SeriesBlock known = asking.block;
    if (known == null || !known.layout().equals(readings.layout())) {
      known = series.block(asking.watched.id(), readings.layout());
      asking.block = known;
    }
    return known;
  }
}
