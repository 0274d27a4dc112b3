package io.ispmonitor.testkit.check;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.StateChange;
import java.time.Instant;

/** Nobody is blamed for what another one may have done. */
final class ParentsFirst implements Invariant {
  private final Network network;
  private final Findings findings;

  ParentsFirst(Network network, Findings findings) {
    this.network = network;
    this.findings = findings;
  }

  @Override
  public void onChange(Node node, StateChange change, Moment moment) {
    Instant first = change.evidence().firstUnansweredAt();
    // What goes on after we were cut off was its own fault before; whoever else has failed since.
    boolean begins =
        change.to() == DeviceState.DOWN
            && change.from() != DeviceState.DOWN
            && !node.resumes(change);
    long at = EpochNanos.of(change.at());
    if (!begins || first == null || node.groups.length == 0 || !network.isSettled(node, at)) {
      return;
    }
    long since = EpochNanos.of(first);
    boolean isOpen =
        moment.either(
            sight -> isOpen(node, new Question(sight, since, heldSince(node, sight, at))));
    if (!isOpen) {
      findings.add(
          Rule.PARENTS_ASKED_FIRST, node.id, at, "down without an open way; " + parents(node));
    }
  }

  /**
   * What is asked of the parents.
   *
   * @param since when the first unanswered question to the child was sent
   * @param patient whether a parent that could not be asked is still waited for
   */
  private record Question(Sight sight, long since, boolean patient) {}

  private static boolean isOpen(Node device, Question question) {
    return Way.isOpen(device, parent -> passes(parent, question));
  }

  private static boolean passes(Node parent, Question question) {
    Streak heard = question.sight.of(parent);
    if (heard.isAnswering() || heard.answeredAfter(question.since)) {
      return heard.answeredAround(question.since);
    }
    // Our side fails to ask it, and for long: what it depends on stands for it.
    boolean isVoid = heard.lastVoidAt >= question.since && heard.lastHeardAt < question.since;
    return isVoid && !question.patient && isOpen(parent, question);
  }

  private static boolean heldSince(Node node, Sight sight, long at) {
    Streak heard = sight.of(node);
    return heard.enoughAt == Streak.NEVER
        || at - heard.enoughAt < heard.policy.holdAtMost().toNanos();
  }

  private static String parents(Node node) {
    StringBuilder text = new StringBuilder();
    for (Node[] group : node.groups) {
      for (Node parent : group) {
        text.append(text.length() == 0 ? "" : ", ")
            .append(
                "parent %s is %s, answering since %s, last answer to a question of %s"
                    .formatted(
                        parent.id,
                        parent.asked ? parent.state : "not asked",
                        Times.text(parent.now.answeringSince),
                        Times.text(parent.now.lastAnswerAt)));
      }
    }
    return text.toString();
  }
}
