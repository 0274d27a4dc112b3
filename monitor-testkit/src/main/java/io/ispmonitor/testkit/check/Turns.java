package io.ispmonitor.testkit.check;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Outage;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Every device has its turn, and a device that is out has it as its downtime model says. One that
 * is never heard of is noticed when others are, or at the end.
 */
final class Turns implements Invariant {
  private static final long SLACK = Duration.ofMinutes(1).toNanos();

  /** Turns may be left out when all is late, but not for long. */
  private static final int INTERVALS = 3;

  private static final long SWEEP_EVERY = Duration.ofMinutes(1).toNanos();

  private final Network network;
  private final Findings findings;

  /** Those that are overdue, which was said. */
  private final Set<Node> missing = new HashSet<>();

  private long interruptedAt = Streak.NEVER;
  private long sweptAt = Streak.NEVER;

  Turns(Network network, Findings findings) {
    this.network = network;
    this.findings = findings;
  }

  @Override
  public void onHeard(Node node, Heard heard) {
    look(node, heard.askedAt());
    if (sweptAt == Streak.NEVER || heard.askedAt() - sweptAt >= SWEEP_EVERY) {
      sweep(heard.askedAt());
    }
  }

  @Override
  public void onOutcome(Node node, Heard heard) {
    missing.remove(node);
    long since = Math.max(heard.askedAt(), interruptedAt);
    node.dueBy = since + patience(node, heard.askedAt());
  }

  @Override
  public void atEnd(Node node, long now) {
    if (node.asked) {
      look(node, now);
      expect(node, now);
    }
  }

  @Override
  public void onGone(Node node) {
    missing.remove(node);
  }

  @Override
  public void onInterruption(long now) {
    interruptedAt = now;
    sweptAt = now;
    for (Node node : network.all()) {
      node.dueBy = node.asked ? now + patience(node, now) : Node.NO_TIME_SET;
    }
  }

  /**
   * Looks at everybody as of the sweep before: a pause that has just ended may not be known yet.
   */
  private void sweep(long at) {
    for (Node node : network.all()) {
      if (node.asked) {
        look(node, sweptAt);
        expect(node, at);
      }
    }
    sweptAt = at;
  }

  /** Begins to wait for a device that is to be asked from now on. */
  private static void expect(Node node, long now) {
    if (node.dueBy == Node.NO_TIME_SET) {
      node.dueBy = now + patience(node, now);
    }
  }

  private void look(Node node, long at) {
    long due = node.dueBy;
    if (at > due && missing.add(node)) {
      findings.add(
          Rule.ASKED_IN_TIME,
          node.id,
          at,
          "not asked until %s; its interval is %s, and it is %s"
              .formatted(Times.text(due), Times.span(node.intervalNanos), node.state));
    }
  }

  private static long patience(Node node, long at) {
    return INTERVALS * expected(node, at) + SLACK;
  }

  private static long expected(Node node, long at) {
    Outage outage = node.outage;
    if (node.state != DeviceState.DOWN || outage == null || node.now.answers > 0) {
      return node.intervalNanos;
    }
    long age = at - EpochNanos.of(outage.startedAt());
    long usual = node.intervalNanos;
    return Math.max(usual, node.now.policy.downtime().intervalNanosAt(age, usual));
  }
}
