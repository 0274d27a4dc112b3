package io.ispmonitor.internal.diagnosis;

import io.ispmonitor.diagnosis.HopAnswer;
import io.ispmonitor.diagnosis.PathFinding;
import io.ispmonitor.diagnosis.PathFinding.End;
import io.ispmonitor.diagnosis.PathHop;
import io.ispmonitor.internal.loop.Loop;
import io.ispmonitor.time.Step;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Goes the way hop by hop, and finds out which devices the hops are. */
final class PathStage extends Stage<PathFinding> {
  private static final Duration LIMIT = Duration.ofSeconds(9);

  private final String device;
  private final Line line;
  private final Surroundings around;
  private final BooleanSupplier isAnswering;
  private final Runnable wake;
  private final PathWalk walk = new PathWalk();
  private Map<InetAddress, String> devices = Map.of();

  PathStage(
      String device, Line line, Surroundings around, BooleanSupplier isAnswering, Runnable wake) {
    super(LIMIT);
    this.device = device;
    this.line = line;
    this.around = around;
    this.isAnswering = isAnswering;
    this.wake = wake;
  }

  @Override
  long work(Loop loop, long now) {
    if (line.trouble() != null) {
      return Step.ON_WAKE;
    }
    for (int hop : due(now)) {
      line.send(loop, hop, PathWalk.WAIT, answer -> answered(hop, answer));
    }
    return decide(now);
  }

  private synchronized List<Integer> due(long now) {
    return walk.due(now);
  }

  private synchronized long decide(long now) {
    walk.decide(isAnswering.getAsBoolean());
    return walk.nextNanos(now);
  }

  private void answered(int hop, HopAnswer answer) {
    synchronized (this) {
      walk.answered(hop, answer);
    }
    wake.run();
  }

  @Override
  synchronized boolean isComplete() {
    return walk.end() != null || line.trouble() != null;
  }

  @Override
  void wrapUp() {
    Set<InetAddress> heard = new HashSet<>();
    synchronized (this) {
      walk.cutShort();
      for (HopAnswer answer : walk.answers()) {
        InetAddress by = answer.answeredBy();
        if (by != null) {
          heard.add(by);
        }
      }
    }
    Map<InetAddress, String> known = around.devicesAt(heard);
    synchronized (this) {
      devices = known;
    }
  }

  @Override
  synchronized PathFinding found() {
    String trouble = line.trouble();
    if (trouble != null) {
      return new PathFinding.NotAvailable(trouble);
    }
    List<HopAnswer> answers = walk.answers();
    if (!answers.isEmpty() && answers.get(0) instanceof HopAnswer.Unsent unsent) {
      return new PathFinding.NotAvailable(unsent.reason());
    }
    List<PathHop> hops = new ArrayList<>();
    for (HopAnswer answer : answers) {
      InetAddress by = answer.answeredBy();
      String who = by == null ? null : devices.get(by);
      hops.add(
          new PathHop(hops.size() + 1, answer, answer instanceof HopAnswer.Reached ? device : who));
    }
    End end = walk.end();
    return new PathFinding.Traced(hops, end == null ? End.CUT_SHORT : end);
  }
}
