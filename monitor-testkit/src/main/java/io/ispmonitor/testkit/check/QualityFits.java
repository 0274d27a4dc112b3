package io.ispmonitor.testkit.check;

import io.ispmonitor.metric.Debouncer;
import io.ispmonitor.reachability.ReachabilityPolicy;
import io.ispmonitor.reachability.StateChange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Latency and loss of devices that answer, against their limits. Where it is close, both states are
 * right: the judge may have begun to count an outcome earlier or later.
 */
final class QualityFits implements Invariant {
  /** As many outcomes as the judge looks back for loss. */
  private static final int WINDOW = 15;

  private static final int LEAST_KNOWN = 10;

  private final Findings findings;
  private final Map<Node, Course> courses = new HashMap<>();

  QualityFits(Findings findings) {
    this.findings = findings;
  }

  /** How well a device answered of late. */
  private static final class Course {
    final Deque<Double> losses = new ArrayDeque<>(WINDOW);
    int slow;
    int quick;

    void hear(Heard heard, Debouncer latency) {
      if (losses.size() == WINDOW) {
        losses.remove();
      }
      losses.add(heard.loss());
      if (!Double.isNaN(heard.roundTrip())) {
        slow = heard.roundTrip() > latency.trigger() ? slow + 1 : 0;
        quick = heard.roundTrip() <= latency.clear() ? quick + 1 : 0;
      }
    }

    double lost() {
      double lost = 0;
      for (double loss : losses) {
        lost += loss;
      }
      return lost;
    }

    boolean isPoor(ReachabilityPolicy policy) {
      int known = losses.size();
      // One outcome less than the judge may have looked at.
      boolean isLossy = known >= LEAST_KNOWN && (lost() - 1) / known > policy.loss().trigger();
      return isLossy || slow > policy.latency().triggerAfter();
    }

    boolean isGood(ReachabilityPolicy policy) {
      boolean isWhole = losses.size() == WINDOW && lost() / WINDOW <= policy.loss().clear();
      return isWhole && quick > Math.max(policy.latency().clearAfter(), policy.loss().clearAfter());
    }
  }

  @Override
  public void onHeard(Node node, Heard heard) {
    if (heard.kind() != Heard.Kind.NOTHING) {
      courses.computeIfAbsent(node, is -> new Course()).hear(heard, node.now.policy.latency());
    }
  }

  /** With an outage, or with not knowing, the judge forgets. */
  @Override
  public void onChange(Node node, StateChange change, Moment moment) {
    if (!change.from().isAnswering() || !change.to().isAnswering()) {
      courses.remove(node);
    }
  }

  @Override
  public void onOutcome(Node node, Heard heard) {
    Course course = courses.get(node);
    ReachabilityPolicy policy = node.now.policy;
    if (heard.kind() != Heard.Kind.ANSWER || course == null || !isAbove(policy)) {
      return;
    }
    boolean isWrong =
        switch (node.state) {
          case UP -> course.isPoor(policy);
          case DEGRADED -> course.isGood(policy);
          case DOWN, UNREACHABLE, UNKNOWN -> false;
        };
    if (isWrong) {
      findings.add(
          Rule.QUALITY_FITS,
          node.id,
          heard.askedAt(),
          "%s since %s, with %.0f of the last %d questions lost and %d answers in a row slow"
              .formatted(
                  node.state,
                  Times.text(node.stateSince),
                  course.lost(),
                  course.losses.size(),
                  course.slow));
      courses.remove(node); // said once
    }
  }

  private static boolean isAbove(ReachabilityPolicy policy) {
    return policy.latency().trigger() >= policy.latency().clear()
        && policy.loss().trigger() >= policy.loss().clear();
  }

  @Override
  public void onGone(Node node) {
    courses.remove(node);
  }

  /** Quality is not restored. */
  @Override
  public void onRestart() {
    courses.clear();
  }
}
