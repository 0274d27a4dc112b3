package io.ispmonitor.synthetic;

import java.util.List;

/**
 * Whether the Internet is reachable, and what that is known from.
 *
 * @param state the verdict
 * @param quorum how many targets must be reached
 * @param evidence what each target says, in the order in which they were named
 */
public record InternetVerdict(InternetState state, int quorum, List<TargetEvidence> evidence) {

  /** Copies the evidence. */
  public InternetVerdict {
    evidence = List.copyOf(evidence);
  }

  static InternetVerdict of(int quorum, List<TargetEvidence> evidence) {
    long reached = count(evidence, TargetEvidence.Finding.REACHED);
    long missed = count(evidence, TargetEvidence.Finding.MISSED);
    InternetState state = InternetState.UNDECIDED;
    if (reached >= quorum) {
      state = InternetState.REACHABLE;
    } else if (evidence.size() - missed < quorum) {
      state = InternetState.UNREACHABLE;
    }
    return new InternetVerdict(state, quorum, evidence);
  }

  /** How many targets answered as expected. */
  public int reached() {
    return (int) count(evidence, TargetEvidence.Finding.REACHED);
  }

  /** How many targets did not. */
  public int missed() {
    return (int) count(evidence, TargetEvidence.Finding.MISSED);
  }

  private static long count(List<TargetEvidence> evidence, TargetEvidence.Finding finding) {
    return evidence.stream().filter(one -> one.finding() == finding).count();
  }

  /** In a line, such as {@code REACHABLE: 3 of 4 targets reached, 2 wanted}. */
  @Override
  public String toString() {
    return "%s: %d of %d targets reached, %d wanted"
        .formatted(state, reached(), evidence.size(), quorum);
  }
}
