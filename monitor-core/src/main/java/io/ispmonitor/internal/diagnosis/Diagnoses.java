package io.ispmonitor.internal.diagnosis;

import io.ispmonitor.diagnosis.Diagnosis;
import io.ispmonitor.diagnosis.DiagnosisException;
import io.ispmonitor.diagnosis.PathTracer;
import io.ispmonitor.internal.loop.HostPart;
import io.ispmonitor.internal.loop.LogDesk;
import io.ispmonitor.internal.loop.Loop;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * The examinations that are under way: some at once and no more, one for each device. Their loop
 * starts with the first of them. Thread-safe.
 */
public final class Diagnoses {
  /** So many devices are examined at once at most. */
  public static final int MOST = 16;

  /** How late the loop may be with an end before another one sees to it. */
  private static final long GRACE_NANOS = Duration.ofMillis(500).toNanos();

  private static final long HEARTBEAT = Duration.ofSeconds(1).toNanos();

  private final TimeSource time;
  private final ThreadFactory threads;
  private final @Nullable PathTracer tracer;
  private final HostPart tracerPart = new HostPart("path tracer");
  private final Map<String, HostPart> probeParts = new ConcurrentHashMap<>();
  private final Surroundings around;
  private final Loop loop;
  private final Map<String, Examination> open = new LinkedHashMap<>();
  private final List<Examination> toHangUp = new ArrayList<>();
  private boolean started;
  private boolean closed;

  /** Nothing is examined yet, and nothing runs. */
  public Diagnoses(
      TimeSource time,
      ThreadFactory threads,
      @Nullable PathTracer tracer,
      LogDesk desk,
      Surroundings around) {
    this.time = time;
    this.threads = threads;
    this.tracer = tracer;
    this.around = around;
    this.loop = new Loop("ispmonitor-diagnosis", time, desk, this::turn);
  }

  /** The loop, for the watchdog. */
  public Loop loop() {
    return loop;
  }

  /**
   * Begins to examine a device, or joins those who wait for its diagnosis already, each of them as
   * long as it wants to wait.
   */
  public CompletableFuture<Diagnosis> diagnose(String device, Duration atMost) {
    long untilNanos = time.nanoTime() + atMost.toNanos();
    CompletableFuture<Diagnosis> result;
    synchronized (this) {
      result = join(device, untilNanos);
      if (result == null) {
        result = begin(device, untilNanos);
      }
    }
    loop.wake(); // which may have to come back earlier now
    return result;
  }

  private @Nullable CompletableFuture<Diagnosis> join(String device, long untilNanos) {
    Examination known = open.get(device);
    CompletableFuture<Diagnosis> joined = known == null ? null : known.join(untilNanos);
    if (known != null && joined == null) {
      forget(known); // it has just ended
    }
    return joined;
  }

  private CompletableFuture<Diagnosis> begin(String device, long untilNanos) {
    Subject subject = around.find(device);
    String objection = objection(device, subject);
    if (subject == null || objection != null) {
      return CompletableFuture.failedFuture(new DiagnosisException(String.valueOf(objection)));
    }
    Examination begun =
        new Examination(
            subject,
            around,
            new Line(tracer, tracerPart),
            this::part,
            loop::wake,
            time.instant(),
            time.nanoTime());
    CompletableFuture<Diagnosis> result = begun.join(untilNanos);
    open.put(device, begun);
    startOnce();
    return Objects.requireNonNull(result, "result");
  }

  private @Nullable String objection(String device, @Nullable Subject subject) {
    if (closed) {
      return closedWords(device);
    }
    if (subject == null) {
      return "device '" + device + "' is not watched, or not yet; add it to the inventory";
    }
    return open.size() < MOST
        ? null
        : "device '%s' is not diagnosed: %d diagnoses are under way already; ask again later"
            .formatted(device, open.size());
  }

  private static String closedWords(String device) {
    return "device '" + device + "' is not diagnosed: the monitor is closed";
  }

  private void startOnce() {
    if (!started) {
      started = true;
      loop.start(threads);
    }
  }

  private HostPart part(Asker asker) {
    return probeParts.computeIfAbsent(asker.name(), name -> new HostPart("ports of probe " + name));
  }

  private long turn(long now) {
    long next = now + HEARTBEAT;
    for (Examination one : underWay()) {
      next = Math.min(next, one.turn(loop, time.nanoTime())); // the one before may have hung
      if (one.isEnded()) {
        forget(one);
      }
    }
    for (Examination one = nextToHangUp(); one != null; one = nextToHangUp()) {
      one.hangUp(loop);
    }
    return next;
  }

  private synchronized List<Examination> underWay() {
    return List.copyOf(open.values());
  }

  private synchronized void forget(Examination one) {
    if (open.remove(one.device(), one)) {
      toHangUp.add(one);
    }
  }

  private synchronized @Nullable Examination nextToHangUp() {
    return toHangUp.isEmpty() ? null : toHangUp.remove(toHangUp.size() - 1);
  }

  /** Gives what should have been given already, while the loop hangs in host code. Another's. */
  public void endOverdue(long now) {
    for (Examination one : underWay()) {
      one.giveDue(now, now - GRACE_NANOS);
      if (one.isEnded()) {
        forget(one);
      }
    }
  }

  /** Ends all that is under way without a result, and takes no more. */
  public void close() {
    synchronized (this) {
      closed = true;
    }
    loop.close();
    for (Examination one : underWay()) {
      one.fail(new DiagnosisException(closedWords(one.device())));
      forget(one);
    }
  }

  /** Whether no trace is left. */
  public synchronized boolean isHungUp() {
    return toHangUp.isEmpty();
  }

  /** Ends the traces that are left, after the loop has ended; the tracer may hang. */
  public void hangUp() {
    for (Examination one = nextToHangUp(); one != null; one = nextToHangUp()) {
      one.hangUpHere();
    }
  }
}
