package io.ispmonitor.internal.diagnosis;

import io.ispmonitor.device.Device;
import io.ispmonitor.diagnosis.Diagnosis;
import io.ispmonitor.diagnosis.DiagnosisException;
import io.ispmonitor.diagnosis.NameFinding;
import io.ispmonitor.diagnosis.PathFinding;
import io.ispmonitor.diagnosis.PingFinding;
import io.ispmonitor.diagnosis.PortFinding;
import io.ispmonitor.diagnosis.ProbeFinding;
import io.ispmonitor.diagnosis.Timed;
import io.ispmonitor.internal.loop.HostPart;
import io.ispmonitor.internal.loop.Loop;
import io.ispmonitor.time.Step;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The examining of one device: its name first, then everything else at once. */
final class Examination {
  private static final Timed<List<PortFinding>> NO_PORTS = new Timed<>(List.of(), Duration.ZERO);

  private final Subject subject;
  private final Surroundings around;
  private final Line line;
  private final Function<Asker, HostPart> parts;
  private final Instant at;
  private final long beganNanos;
  private final Inquirers inquirers = new Inquirers();
  private final NameStage name;
  private final PingStage ping;
  private final PathStage path;
  private final ProbeStage probes;
  private volatile @Nullable PortStage ports;

  Examination(
      Subject subject,
      Surroundings around,
      Line line,
      Function<Asker, HostPart> parts,
      Runnable wake,
      Instant at,
      long now) {
    this.subject = subject;
    this.around = around;
    this.line = line;
    this.parts = parts;
    this.at = at;
    this.beganNanos = now;
    this.name = new NameStage(subject.status().device(), around, wake);
    this.ping = new PingStage(line, wake);
    this.path = new PathStage(subject.id(), line, around, ping::isAnswered, wake);
    this.probes = new ProbeStage(subject.id(), subject.askers(), around, wake);
  }

  String device() {
    return subject.id();
  }

  /**
   * Takes in one who waits for the diagnosis, until the end or this time in monotonic nanoseconds.
   *
   * @return its own result; null when it has ended
   */
  @Nullable CompletableFuture<Diagnosis> join(long untilNanos) {
    return inquirers.join(untilNanos);
  }

  boolean isEnded() {
    return inquirers.isOver();
  }

  /**
   * Goes on; the loop's alone.
   *
   * @return when to call this again at the latest
   */
  long turn(Loop loop, long now) {
    if (isEnded()) {
      return Step.ON_WAKE; // by another loop, while this one was held up
    }
    giveDue(now, now);
    if (isEnded()) {
      return now;
    }
    long next = Math.min(inquirers.nextNanos(), name.turn(loop, now));
    if (!name.isOver() || isEnded()) {
      return next;
    }
    InetAddress address = name.finding(now).found().address();
    if (address == null) {
      end(now);
      return now;
    }
    return Math.min(next, examine(loop, now, address));
  }

  /** Whatever calls host code comes last, since it may keep the thread. */
  private long examine(Loop loop, long now, InetAddress address) {
    PortStage knocking = ports(address);
    long next = probes.turn(loop, now);
    next = Math.min(next, knocking.turn(loop, now));
    line.begin(loop, address);
    next = Math.min(next, ping.turn(loop, now));
    next = Math.min(next, path.turn(loop, now));
    if (probes.isOver() && knocking.isOver() && ping.isOver() && path.isOver()) {
      end(now);
      return now;
    }
    return next;
  }

  private PortStage ports(InetAddress address) {
    PortStage known = ports;
    if (known == null) {
      Device at = subject.status().device();
      known = new PortStage(at.resolvedTo(address), subject.askers(), parts);
      ports = known;
      if (isEnded()) {
        known.close(); // whoever ended it meanwhile did not see it
      }
    }
    return known;
  }

  /**
   * Gives what has come so far to those whose time is over, and ends when nobody else waits. Any
   * thread.
   *
   * @param untilNanos whose time is over by then
   */
  void giveDue(long now, long untilNanos) {
    give(inquirers.due(untilNanos), now);
    if (isEnded()) {
      letGo();
    }
  }

  /** Ends with what has come so far. Any thread; only the first time counts. */
  void end(long now) {
    give(inquirers.all(), now);
    letGo();
  }

  private void give(List<CompletableFuture<Diagnosis>> waiting, long now) {
    if (!waiting.isEmpty()) {
      deliver(waiting, word(now));
    }
  }

  private void deliver(
      List<CompletableFuture<Diagnosis>> waiting, Consumer<CompletableFuture<Diagnosis>> word) {
    waiting.forEach(who -> around.deliver(() -> word.accept(who)));
  }

  /** What is said to whoever waits, be it that there is nothing to say. */
  private Consumer<CompletableFuture<Diagnosis>> word(long now) {
    try {
      Diagnosis diagnosis = diagnosis(now);
      return who -> who.complete(diagnosis);
    } catch (RuntimeException | Error e) { // of what the host's code handed over
      DiagnosisException why =
          new DiagnosisException(
              "device '%s' has no diagnosis: what was found cannot be put into words, %s; mend the probe or tracer that said it"
                  .formatted(device(), e),
              e);
      return who -> who.completeExceptionally(why);
    }
  }

  /** Ends without a result. */
  void fail(RuntimeException why) {
    deliver(inquirers.all(), who -> who.completeExceptionally(why));
    letGo();
  }

  private void letGo() {
    probes.close();
    PortStage knocking = ports;
    if (knocking != null) {
      knocking.close();
    }
  }

  /** Ends the trace; after the end, on the loop. */
  void hangUp(Loop loop) {
    line.close(loop);
  }

  /** Ends the trace when no loop runs any more; the tracer may hang. */
  void hangUpHere() {
    line.closeHere();
  }

  private Diagnosis diagnosis(long now) {
    Duration took = Duration.ofNanos(now - beganNanos);
    PortStage knocking = ports;
    Timed<NameFinding> named = name.finding(now);
    Timed<PingFinding> pinged = ping.finding(now);
    Timed<PathFinding> traced = path.finding(now);
    Timed<List<PortFinding>> knocked = knocking == null ? NO_PORTS : knocking.finding(now);
    Timed<List<ProbeFinding>> asked = probes.finding(now);
    Conclusion conclusion =
        new Conclusion(
            subject,
            named.found(),
            pinged.found(),
            traced.found(),
            knocked.found(),
            asked.found(),
            took);
    return new Diagnosis(
        subject.id(),
        at,
        took,
        subject.status(),
        subject.cutOffBehind(),
        named,
        pinged,
        traced,
        knocked,
        asked,
        conclusion.cause());
  }
}
