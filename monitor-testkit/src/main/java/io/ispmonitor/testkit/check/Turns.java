package io.ispmonitor.testkit.check;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Outage;
import java.time.Duration;

/** Every device has its turn, and a device that is out has it as its downtime model says. */
final class Turns implements Invariant {
  private static final long SLACK = Duration.ofMinutes(1).toNanos();

  /** Turns may be left out when all is late, but not for long. */
  private static final int INTERVALS = 3;

  private final Network network;
  private final Findings findings;
  private long interruptedAt = Streak.NEVER;

  Turns(Network network, Findings findings) {
    this.network = network;
    this.findings = findings;
  }

  @Override
  public void onHeard(Node node, Heard heard) {
    look(node, heard.askedAt());
  }

  @Override
  public void onOutcome(Node node, Heard heard) {
    long since = Math.max(heard.askedAt(), interruptedAt);
    node.dueBy = since + INTERVALS * expected(node, heard.askedAt()) + SLACK;
  }

  @Override
  public void atEnd(Node node, long now) {
    if (node.asked) {
      look(node, now);
      if (node.dueBy == Node.NO_TIME_SET) {
        node.dueBy = now + INTERVALS * node.intervalNanos + SLACK;
      }
    }
  }

  @Override
  public void onInterruption(long now) {
    interruptedAt = now;
    for (Node node : network.all()) {
      node.dueBy = Node.NO_TIME_SET;
    }
  }

  private void look(Node node, long at) {
    long due = node.dueBy;
    if (at > due) {
      node.dueBy = Node.NO_TIME_SET;
      findings.add(
          Rule.ASKED_IN_TIME,
          node.id,
          at,
          "not asked until %s; its interval is %s, and it is %s"
              .formatted(Times.text(due), Times.span(node.intervalNanos), node.state));
    }
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
