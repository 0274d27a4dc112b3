package io.ispmonitor.internal.path;

import io.ispmonitor.internal.loop.HostPart;
import io.ispmonitor.internal.loop.LogDesk;
import io.ispmonitor.internal.loop.Loop;
import io.ispmonitor.internal.loop.RepeatedLog;
import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.leadership.Leadership;
import io.ispmonitor.leadership.Standing;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.StoreRefusedException;
import io.ispmonitor.reachability.StateLog;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands samples and changes of state to the stores, on a loop of its own. */
final class StoreWriter {
  private static final Logger log = LoggerFactory.getLogger(StoreWriter.class);
  private static final long HEARTBEAT = Duration.ofSeconds(1).toNanos();

  private final Outputs outputs;
  private final MetricStore metrics;
  private final StateLog states;
  private final Leadership leadership;
  private final RepeatedLog refusals;
  private final HostPart metricPart = new HostPart("metric store");
  private final HostPart statePart = new HostPart("state log");
  private final HostPart leaderPart = new HostPart("leadership");
  private final LongAdder refusedSamples = new LongAdder();
  private final LongAdder lostChanges = new LongAdder();
  private final LongAdder following = new LongAdder();
  private final LongAdder observed = new LongAdder();
  private volatile boolean isObserving;
  private @Nullable Loop loop;

  StoreWriter(
      TimeSource time,
      Outputs outputs,
      MetricStore metrics,
      StateLog states,
      Leadership leadership,
      LogDesk desk) {
    this.outputs = outputs;
    this.metrics = metrics;
    this.states = states;
    this.leadership = leadership;
    this.refusals = new RepeatedLog(log, time, desk);
  }

  void runBy(Loop loop) {
    this.loop = loop;
  }

  long turn(long now) {
    Loop running = loop;
    if (running == null) {
      return now + HEARTBEAT;
    }
    outputs.changes.gauge();
    outputs.samples.gauge();
    isObserving = standing(running) instanceof Standing.Observing;
    for (StateEntry entry = outputs.changes.poll(); entry != null; entry = outputs.changes.poll()) {
      append(running, entry);
    }
    for (SampleBatch batch = outputs.samples.poll();
        batch != null;
        batch = outputs.samples.poll()) {
      append(running, batch);
    }
    return now + HEARTBEAT;
  }

  List<HostPart> parts() {
    return List.of(metricPart, statePart, leaderPart);
  }

  /** Sample batches that the metric store did not take. */
  long refusedSamples() {
    return refusedSamples.sum();
  }

  /** Changes of state that the state log did not take. */
  long lostChanges() {
    return lostChanges.sum();
  }

  /** Sample batches that were not stored, since this instance only observes. */
  long observed() {
    return observed.sum();
  }

  /** Whether this instance only observes. */
  boolean isObserving() {
    return isObserving;
  }

  /** Changes of state that are another instance's to write, or that were only observed. */
  long following() {
    return following.sum();
  }

  private @Nullable Standing standing(Loop running) {
    AtomicReference<@Nullable Standing> standing = new AtomicReference<>();
    running.call(
        leaderPart,
        "tell who leads",
        Leadership.ALL,
        () -> standing.set(leadership.standing(Leadership.ALL)));
    return standing.get();
  }

  /** What may be stored under a term that is in doubt is: the store knows whether it has ended. */
  private static @Nullable FencingToken token(@Nullable Standing standing) {
    if (standing instanceof Standing.Leading leading) {
      return leading.token();
    }
    return standing instanceof Standing.Following following ? following.token() : null;
  }

  private void append(Loop running, SampleBatch batch) {
    if (isObserving) {
      observed.increment();
      return;
    }
    boolean called =
        running.call(
            metricPart,
            "store samples of",
            batch.series(),
            () -> {
              try {
                metrics.append(batch);
              } catch (StoreRefusedException e) {
                refused("metric store", e);
                refusedSamples.increment();
              }
            });
    if (!called) {
      refusedSamples.increment();
    }
  }

  private void append(Loop running, StateEntry entry) {
    FencingToken token = token(standing(running));
    if (token == null) {
      following.increment();
      return;
    }
    boolean called =
        running.call(
            statePart,
            "log the state of",
            entry.device(),
            () -> {
              try {
                write(entry, token);
              } catch (StoreRefusedException e) {
                refused("state log", e);
                lostChanges.increment();
              }
            });
    if (!called) {
      lostChanges.increment();
    }
  }

  @SuppressWarnings("ReturnValueIgnored") // nobody waits for a position here
  private void write(StateEntry entry, FencingToken token) {
    if (entry instanceof StateEntry.Changed changed) {
      states.append(changed.change(), token);
    } else if (entry instanceof StateEntry.Noted noted) {
      states.note(noted.device(), noted.progress(), token);
    }
  }

  private void refused(String store, StoreRefusedException e) {
    refusals.warn(store, "STORE_REFUSED {}: {}", store, String.valueOf(e.getMessage()));
  }
}
