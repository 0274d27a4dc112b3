package io.ispmonitor.testkit.check;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Questions beyond those of the schedule, minute by minute. What a device was asked more often than
 * its schedule can ask it in a minute was out of turn; all of that together has a bound.
 */
final class Budget implements Invariant {
  private static final long WINDOW = Duration.ofMinutes(1).toNanos();
  private static final double SHARE = 0.2;
  private static final double LEAST_PER_SECOND = 20;
  private static final double LEAST_BURST = 100;

  private final Network network;
  private final Findings findings;
  private final Map<Node, Minute> minutes = new HashMap<>();
  private final long[] window = {Streak.NEVER, Streak.NEVER};
  private final long[] outOfTurn = new long[2];

  Budget(Network network, Findings findings) {
    this.network = network;
    this.findings = findings;
  }

  /** The questions to one device in one minute. */
  private static final class Minute {
    long window = Streak.NEVER;
    int questions;
  }

  @Override
  public void onHeard(Node node, Heard heard) {
    if (!node.asked) {
      return;
    }
    long at = Math.floorDiv(heard.askedAt(), WINDOW);
    Minute minute = minutes.computeIfAbsent(node, is -> new Minute());
    if (minute.window != at) {
      minute.window = at;
      minute.questions = 0;
    }
    minute.questions++;
    if (minute.questions > turns(node)) {
      count(at);
    }
  }

  @Override
  public void onGone(Node node) {
    minutes.remove(node);
  }

  /** Whoever starts again has a fresh budget. */
  @Override
  public void onInterruption(long now) {
    minutes.clear();
    window[0] = Streak.NEVER;
    window[1] = Streak.NEVER;
  }

  /** A turn at the beginning, one at the end, and a first question that came before its turn. */
  private static long turns(Node node) {
    return WINDOW / node.intervalNanos + 2;
  }

  private void count(long at) {
    int place = (int) (at & 1); // outcomes of two minutes come side by side
    if (window[place] != at) {
      window[place] = at;
      outOfTurn[place] = 0;
    }
    outOfTurn[place]++;
    long bound = bound();
    if (outOfTurn[place] == bound + 1) {
      findings.add(
          Rule.BUDGET_KEPT,
          "",
          at * WINDOW,
          "more than %d questions out of turn within a minute, with %.1f a second by schedule"
              .formatted(bound, network.questionsPerSecond()));
    }
  }

  private long bound() {
    double perSecond = Math.max(LEAST_PER_SECOND, network.questionsPerSecond() * SHARE);
    return (long) (perSecond * WINDOW / 1e9 + Math.max(LEAST_BURST, perSecond));
  }
}
