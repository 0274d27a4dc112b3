package io.ispmonitor.internal.path;

import io.ispmonitor.extension.MonitorListener;
import io.ispmonitor.extension.OutcomeListener;
import io.ispmonitor.internal.loop.HostPart;
import io.ispmonitor.internal.loop.LogDesk;
import io.ispmonitor.internal.loop.Loop;
import io.ispmonitor.internal.loop.RepeatedLog;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners what happened, one event after the other: on its own loop, or on the host's
 * executor. Those who subscribed to the stream of events are served by the same loop, apart from
 * the listeners and whatever becomes of them.
 */
final class Announcer {
  private static final Logger log = LoggerFactory.getLogger(Announcer.class);
  private static final long HEARTBEAT = Duration.ofSeconds(1).toNanos();

  private final TimeSource time;
  private final Outputs outputs;
  private final @Nullable Handover handover;
  private final LogDesk desk;
  private final HostPart logPart = new HostPart("logging");
  private final EventLog eventLog = new EventLog();
  private final RepeatedLog failures;
  private final List<Ear> ears = new CopyOnWriteArrayList<>();
  private final HostPart resultPart = new HostPart("who waits for a diagnosis");

  /** As many as there are callers who wait for a diagnosis at most. */
  private final Queue<Runnable> results = new ConcurrentLinkedQueue<>();

  private final @Nullable Executor executor;
  private @Nullable Event underWay;
  private int nextEar;
  private @Nullable Loop loop;

  Announcer(TimeSource time, Outputs outputs, @Nullable Executor executor, LogDesk desk) {
    this.time = time;
    this.outputs = outputs;
    this.executor = executor;
    this.desk = desk;
    this.failures = new RepeatedLog(log, time, desk);
    this.handover =
        executor == null ? null : new Handover(outputs.events, executor, this::tell, failures);
  }

  void runBy(Loop loop) {
    this.loop = loop;
  }

  void listen(MonitorListener listener) {
    ears.add(new Ear(listener, event -> event.tell(listener)));
  }

  void listen(OutcomeListener listener) {
    outputs.wantOutcomes();
    ears.add(new Ear(listener, event -> event.tell(listener)));
  }

  /** Hands a result to whoever waits for it, where listeners are called. Any thread. */
  void deliver(Runnable result) {
    results.add(result);
    Loop running = loop;
    if (running != null) {
      running.wake();
    }
  }

  /** Whether some result was not handed over yet. */
  boolean hasResults() {
    return !results.isEmpty();
  }

  /** The next result that nobody was handed yet; for the end. */
  @Nullable Runnable nextResult() {
    return results.poll();
  }

  /** The way over the host's executor; null where there is none. */
  @Nullable Handover handover() {
    return handover;
  }

  List<HostPart> parts() {
    List<HostPart> parts = new ArrayList<>();
    ears.forEach(ear -> parts.add(ear.part));
    if (handover != null) {
      parts.add(handover.part);
    }
    parts.add(logPart);
    parts.add(resultPart);
    parts.add(outputs.stream.part());
    return parts;
  }

  long turn(long now) {
    Loop running = loop;
    if (running == null) {
      return now + HEARTBEAT;
    }
    writeLog(running);
    handOverResults(running);
    outputs.stream.turn(running, now);
    outputs.events.gauge();
    long next = now + HEARTBEAT;
    if (handover == null) {
      tellAll(running);
    } else {
      next = handOver(handover, running, now);
    }
    writeLog(running);
    return next;
  }

  /** What the executor does not take is handed over here: somebody waits for it. */
  private void handOverResults(Loop running) {
    Executor to = executor;
    for (Runnable result = results.poll(); result != null; result = results.poll()) {
      Runnable taken = result;
      if (to == null || !running.call(resultPart, "take", "a result", () -> to.execute(taken))) {
        running.call(resultPart, "hear of", "a result", taken);
      }
    }
  }

  private void writeLog(Loop running) {
    for (Runnable line = desk.next(); line != null; line = desk.next()) {
      running.call(logPart, "write", "a line", line);
    }
  }

  /**
   * Should a listener hang and be left behind, the next thread goes on with the next listener: how
   * far it got is kept in fields, so that nobody else misses the event.
   */
  private void tellAll(Loop running) {
    for (Event event = current(running); event != null; event = current(running)) {
      while (nextEar < ears.size()) {
        Ear ear = ears.get(nextEar++);
        Event told = event;
        running.call(ear.part, "hear of", told, () -> ear.hear.accept(told));
      }
      underWay = null;
      outputs.stream.handOn(running); // who is slow to listen keeps no subscriber waiting
    }
  }

  private @Nullable Event current(Loop running) {
    if (underWay == null) {
      underWay = outputs.events.poll();
      nextEar = 0;
      if (underWay != null) {
        running.call(logPart, "write", "a line", eventLog.line(underWay));
      }
    }
    return underWay;
  }

  private long handOver(Handover to, Loop running, long now) {
    List<Event> gathered = to.gather(running);
    long next = to.turn(running, now, now + HEARTBEAT, outputs.isClosing());
    for (Event event : gathered) {
      running.call(logPart, "write", "a line", eventLog.line(event));
    }
    return next;
  }

  private void tell(Event event) {
    for (Ear ear : ears) {
      hear(ear, event);
    }
  }

  private void hear(Ear ear, Event event) {
    long since = time.nanoTime();
    try {
      ear.hear.accept(event);
      ear.part.countDuration(time.nanoTime() - since);
    } catch (RuntimeException | Error e) {
      ear.part.countFailure(e);
      failures.warn(
          ear.part.name(), "HOST_CODE_FAILED {} failed to hear of {}", ear.part, event, e);
    }
  }

  /** One who listens. */
  private static final class Ear {
    final HostPart part;
    final Consumer<Event> hear;

    Ear(Object listener, Consumer<Event> hear) {
      this.part = new HostPart("listener " + nameOf(listener));
      this.hear = hear;
    }

    /** What follows the sign of a lambda is another one in every run. */
    private static String nameOf(Object listener) {
      Object named =
          listener instanceof StateChangeListener passedOn ? passedOn.consumer() : listener;
      String name = named.getClass().getName();
      int lambda = name.indexOf("$$Lambda");
      return lambda < 0 ? name : name.substring(0, lambda) + " (lambda)";
    }
  }
}
