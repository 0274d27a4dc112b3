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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners what happened, one event after the other: on its own loop, or on the host's
 * executor, one batch at a time so that the order stays.
 */
final class Announcer {
  private static final Logger log = LoggerFactory.getLogger(Announcer.class);
  private static final long HEARTBEAT = Duration.ofSeconds(1).toNanos();
  private static final int BATCH = 1_000;

  private final Outputs outputs;
  private final @Nullable Executor executor;
  private final LogDesk desk;
  private final HostPart logPart = new HostPart("logging");
  private final EventLog eventLog = new EventLog();
  private final RepeatedLog failures;
  private final List<Ear> ears = new CopyOnWriteArrayList<>();
  private final HostPart executorPart = new HostPart("callback executor");
  private final AtomicBoolean delivering = new AtomicBoolean();
  private final LongAdder rejected = new LongAdder();
  private volatile long handedOverNanos;
  private @Nullable Event underWay;
  private int nextEar;
  private @Nullable Loop loop;

  Announcer(TimeSource time, Outputs outputs, @Nullable Executor executor, LogDesk desk) {
    this.outputs = outputs;
    this.executor = executor;
    this.desk = desk;
    this.failures = new RepeatedLog(log, time, desk);
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

  /** How long the host's executor has been at the batch it has; zero when it has none. */
  Duration delivering(long now) {
    return delivering.get() ? Duration.ofNanos(now - handedOverNanos) : Duration.ZERO;
  }

  /** Events that nobody heard of because the host's executor took no more. */
  long rejected() {
    return rejected.sum();
  }

  List<HostPart> parts() {
    List<HostPart> parts = new ArrayList<>();
    ears.forEach(ear -> parts.add(ear.part));
    parts.add(executorPart);
    parts.add(logPart);
    return parts;
  }

  long turn(long now) {
    Loop running = loop;
    if (running == null) {
      return now + HEARTBEAT;
    }
    writeLog(running);
    outputs.events.gauge();
    if (executor == null) {
      tellAll(running);
    } else {
      handOver(running, executor, now);
    }
    writeLog(running);
    return now + HEARTBEAT;
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

  private void handOver(Loop running, Executor to, long now) {
    if (outputs.events.size() == 0 || !delivering.compareAndSet(false, true)) {
      return;
    }
    handedOverNanos = now;
    List<Event> batch = new ArrayList<>();
    for (Event event = outputs.events.poll();
        event != null;
        event = batch.size() < BATCH ? outputs.events.poll() : null) {
      batch.add(event);
    }
    boolean taken =
        running.call(
            executorPart,
            "take",
            batch.size() + " events",
            () -> {
              try {
                to.execute(() -> deliver(batch, running));
              } catch (RejectedExecutionException e) {
                refuse(batch.size(), String.valueOf(e.getMessage()));
              }
            });
    if (!taken) {
      refuse(batch.size(), String.valueOf(executorPart.lastFailure()));
    }
    for (Event event : batch) {
      running.call(logPart, "write", "a line", eventLog.line(event));
    }
  }

  private void refuse(int events, String why) {
    rejected.add(events);
    delivering.set(false);
    failures.warn(
        "executor",
        "EVENTS_LOST the callback executor took no more, {} events lost: {}",
        events,
        why);
  }

  private void deliver(List<Event> batch, Loop running) {
    try {
      for (Event event : batch) {
        for (Ear ear : ears) {
          hear(ear, event);
        }
      }
    } finally {
      delivering.set(false);
      running.wake();
    }
  }

  private void hear(Ear ear, Event event) {
    try {
      ear.hear.accept(event);
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
      this.part = new HostPart("listener " + listener.getClass().getName());
      this.hear = hear;
    }
  }
}
