package io.ispmonitor.testkit.check;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A device is not asked again while a question to it is open. */
final class OneQuestion implements Invariant {
  /** By so much the wall clock may be drawn while a question is open. */
  private static final long DRIFT = Duration.ofMillis(50).toNanos();

  private final Findings findings;
  private final Map<Node, long[]> openUntil = new HashMap<>();

  OneQuestion(Findings findings) {
    this.findings = findings;
  }

  @Override
  public void onQuestion(Node node, Heard heard) {
    long[] until = openUntil(node, heard.probe());
    long before = until[heard.probe()];
    until[heard.probe()] = heard.askedAt() + Math.max(0, heard.waited() - DRIFT);
    if (heard.askedAt() < before) {
      findings.add(
          Rule.ONE_QUESTION_AT_A_TIME,
          node.id,
          heard.askedAt(),
          "asked while a question was open until " + Times.text(before) + " at least");
    }
  }

  @Override
  public void onGone(Node node) {
    openUntil.remove(node);
  }

  @Override
  public void onClockSet(long now) {
    openUntil.clear();
  }

  private long[] openUntil(Node node, int probe) {
    long[] until = openUntil.get(node);
    if (until == null || until.length <= probe) {
      int known = until == null ? 0 : until.length;
      until = until == null ? new long[probe + 1] : Arrays.copyOf(until, probe + 1);
      Arrays.fill(until, known, until.length, Streak.NEVER);
      openUntil.put(node, until);
    }
    return until;
  }
}
