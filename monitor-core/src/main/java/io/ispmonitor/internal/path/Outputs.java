package io.ispmonitor.internal.path;

import io.ispmonitor.extension.ProbeResult;
import io.ispmonitor.health.QueueHealth;
import io.ispmonitor.internal.loop.Inbox;
import io.ispmonitor.internal.stream.EventStream;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.probe.Observation;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.status.StatusEvent;
import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the judge passes on: to the stores, to the listeners, and to whoever reads states. */
final class Outputs {
  /** Samples are in no hurry: the store is woken so often at most, unless a state changed. */
  private static final long GATHER_NANOS = Duration.ofMillis(50).toNanos();

  /** What is merely in progress is noted so often at most. */
  private static final long NOTE_EVERY = Duration.ofSeconds(5).toNanos();

  final Inbox<SampleBatch> samples = new Inbox<>("samples to store", 1 << 17);
  final Inbox<StateEntry> changes = new Inbox<>("state changes to store", 1 << 17);
  final EventQueue events = new EventQueue();
  final EventStream stream = new EventStream();

  final Onlookers onlookers = new Onlookers();

  private final TimeSource time;
  private final Memory memory;
  private final Deque<Watched> toNote = new ArrayDeque<>();
  private final Map<DeviceState, AtomicInteger> devices = new EnumMap<>(DeviceState.class);
  private volatile Runnable wakeStore = () -> {};
  private volatile Runnable wakeListeners = () -> {};
  private volatile boolean outcomesWanted;
  private boolean changesToStore;
  private boolean samplesToStore;
  private boolean toTell;
  private long storeWokenNanos;
  private long notedNanos;
  private volatile boolean closing;
  private volatile List<Isolation> isolations = List.of();

  Outputs(TimeSource time, Memory memory) {
    this.time = time;
    this.memory = memory;
    this.notedNanos = time.nanoTime();
    this.storeWokenNanos = time.nanoTime() - GATHER_NANOS;
    for (DeviceState state : DeviceState.values()) {
      devices.put(state, new AtomicInteger());
    }
  }

  void wakeBy(Runnable store, Runnable listeners) {
    this.wakeStore = store;
    this.wakeListeners = listeners;
  }

  void wantOutcomes() {
    outcomesWanted = true;
  }

  void change(Watched watched, DeviceState to, @Nullable Outage outage, Evidence evidence) {
    Verdict before = watched.verdict;
    Instant at = time.instant();
    boolean sameState = before.state() == to;
    boolean goesOn = to.isOutage() || to == DeviceState.UNKNOWN;
    watched.verdict =
        Verdict.of(
            to,
            sameState ? before.sinceEpochNanos() : EpochNanos.of(at),
            0,
            goesOn ? outage : null,
            evidence);
    add(before.state(), -1);
    add(to, 1);
    watched.noted = false; // what waited to be noted comes with the change
    StateChange change =
        new StateChange(
            watched.id(), at, before.state(), to, outage, evidence, memory.of(watched, at));
    ProbeRunner observer = observer(watched);
    if (observer == null) {
      changesToStore |= changes.offer(new StateEntry.Changed(change));
    } else {
      observer.keepsBackChange();
    }
    toTell |= events.offer(new Event.Changed(change));
    toTell |= stream.offer(new StatusEvent.Changed(change));
  }

  /** What the judge is in the middle of with a device has changed. */
  void note(Watched watched) {
    watched.noted = false;
    if (observer(watched) == null) {
      changesToStore |= changes.offer(new StateEntry.Noted(watched.id(), memory.of(watched)));
    }
  }

  /** The probe that judges it, if that one only observes. */
  private static @Nullable ProbeRunner observer(Watched watched) {
    Asking by = watched.reachability;
    return by != null && by.runner.observes ? by.runner : null;
  }

  /** The same, in no hurry. */
  void noteSoon(Watched watched) {
    if (!watched.noted) {
      watched.noted = true;
      toNote.add(watched);
    }
  }

  /** Has people told; false when there is no room, so that it has to be tried again. */
  boolean announce(Announcement announcement) {
    return tell(new Event.Announced(announcement), new StatusEvent.Announced(announcement));
  }

  /** Has people told; false when there is no room, so that it has to be tried again. */
  boolean isolation(Isolation isolation) {
    return tell(new Event.Isolated(isolation), new StatusEvent.Isolated(isolation));
  }

  /** What is tried again is not shown before it is told, or it would be shown twice. */
  private boolean tell(Event event, StatusEvent shown) {
    boolean taken = events.offer(event);
    if (taken) {
      stream.offer(shown);
    }
    toTell |= taken;
    return taken;
  }

  /** Behind which uplinks we are cut off from now on. */
  void isolations(List<Isolation> open) {
    isolations = open;
  }

  /** Behind which uplinks we are cut off. Any thread. */
  List<Isolation> isolations() {
    return isolations;
  }

  /** The next turn is the last: nothing waits any more. */
  void closing() {
    closing = true;
  }

  /** Whether the next turn is the last. Any thread. */
  boolean isClosing() {
    return closing;
  }

  void samples(SampleBatch batch) {
    samplesToStore |= samples.offer(batch);
  }

  void observation(Observation observation) {
    toTell |= events.offer(new Event.Observed(observation));
  }

  void outcome(OpenQuestion question, ProbeOutcome outcome) {
    onlookers.tell(question, outcome);
    if (outcomesWanted) {
      ProbeResult result =
          new ProbeResult(
              question.asked(),
              question.asking.runner.name,
              EpochNanos.toInstant(question.askedEpochNanos),
              outcome);
      toTell |= events.offer(new Event.Ended(result));
    }
  }

  /** A device is watched from now on, or no more. */
  void count(Watched watched, int by) {
    add(watched.verdict.state(), by);
  }

  /** How many devices are in a state. */
  int devices(DeviceState state) {
    AtomicInteger count = devices.get(state);
    return count == null ? 0 : count.get();
  }

  /** How many devices are in each state. */
  Map<DeviceState, Integer> counts() {
    Map<DeviceState, Integer> counts = new EnumMap<>(DeviceState.class);
    for (DeviceState state : DeviceState.values()) {
      counts.put(state, devices(state));
    }
    return counts;
  }

  private void add(DeviceState state, int by) {
    AtomicInteger count = devices.get(state);
    if (count != null) {
      count.addAndGet(by);
    }
  }

  /**
   * Wakes those who have got something; at the end of a turn, so that it comes in one go.
   *
   * @return when to call this again at the latest; {@link Step#ON_WAKE} when nobody waits
   */
  long flush(long now) {
    if (closing || now - notedNanos >= NOTE_EVERY) {
      notedNanos = now;
      noteWaiting();
    }
    if (toTell) {
      toTell = false;
      wakeListeners.run();
    }
    boolean samplesAreDue = samplesToStore && now - storeWokenNanos >= GATHER_NANOS;
    if (changesToStore || samplesAreDue) {
      changesToStore = false;
      samplesToStore = false;
      storeWokenNanos = now;
      wakeStore.run();
    }
    return samplesToStore ? storeWokenNanos + GATHER_NANOS : Step.ON_WAKE;
  }

  private void noteWaiting() {
    for (Watched watched = toNote.poll(); watched != null; watched = toNote.poll()) {
      if (watched.noted && !watched.removed) {
        note(watched);
      }
    }
  }

  List<Supplier<QueueHealth>> queues() {
    List<Supplier<QueueHealth>> queues = new ArrayList<>(List.of(samples::health, changes::health));
    queues.addAll(events.queues());
    queues.add(stream::health);
    return queues;
  }
}
