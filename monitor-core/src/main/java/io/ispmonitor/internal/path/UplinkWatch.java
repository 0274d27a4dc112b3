package io.ispmonitor.internal.path;

import io.ispmonitor.internal.path.ParentCheck.Standing;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.Uplink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** An uplink as the judge sees it: its witnesses, and whether it is lost. */
final class UplinkWatch {
  final Uplink uplink;
  boolean lost;

  private List<Watched> witnesses = List.of();

  UplinkWatch(Uplink uplink) {
    this.uplink = uplink;
  }

  /** Its witnesses, as far as they are watched. */
  void witnesses(List<Watched> watched) {
    witnesses = watched;
  }

  List<Watched> witnesses() {
    return witnesses;
  }

  /** Whether a device is reached over it. */
  boolean reaches(Watched watched) {
    return Arrays.asList(watched.uplinks).contains(this);
  }

  /** Whether a quorum of its witnesses is silent now. */
  boolean isSilent() {
    return silentWitnesses().count() >= uplink.quorum();
  }

  /** Whether a quorum was silent when an earlier monitor ended, and nothing else is known yet. */
  boolean isStillSilent() {
    return silentWitnesses().filter(witness -> !witness.everHeard()).count() >= uplink.quorum();
  }

  private Stream<Watched> silentWitnesses() {
    return witnesses.stream().filter(witness -> isAsked(witness) && witness.isSilentWitness());
  }

  /** When the first question of the witness was sent whose silence completed the quorum. */
  Instant silentSince() {
    return silentWitnesses()
        .map(witness -> witness.silentSince)
        .filter(Objects::nonNull)
        .sorted()
        .skip(uplink.quorum() - 1L)
        .findFirst()
        .orElseThrow();
  }

  /**
   * Whether it was open since a time: a witness's word counts only if it rests on a question sent
   * after that. It is open when, of those that did not answer, there are too few for the quorum.
   *
   * @param patient whether to wait for witnesses that our side fails to ask
   */
  Standing standing(long since, boolean patient) {
    if (lost) {
      return Standing.DEAD;
    }
    int couldBeSilent = 0;
    int mayHaveBeen = 0;
    for (Watched witness : witnesses) {
      if (!isAsked(witness)) {
        continue; // whom nobody asks cannot be silent
      }
      if (!witness.answeredSince(since)) {
        boolean unaskable = !patient && witness.everVoid && witness.lastVoidNanos - since >= 0;
        couldBeSilent += unaskable ? 0 : 1;
      } else if (witness.answeringSinceNanos - since > 0) {
        mayHaveBeen++;
      }
    }
    if (couldBeSilent >= uplink.quorum()) {
      return Standing.OPEN;
    }
    return couldBeSilent + mayHaveBeen >= uplink.quorum() ? Standing.AFRESH : Standing.ALIVE;
  }

  /** What is known of its witnesses. */
  List<Evidence.Parent> evidence() {
    List<Evidence.Parent> seen = new ArrayList<>();
    for (Watched witness : witnesses) {
      Instant heard =
          witness.everHeard() ? EpochNanos.toInstant(witness.lastHeardEpochNanos) : null;
      seen.add(new Evidence.Parent(witness.id(), witness.verdict.state(), heard));
    }
    return seen;
  }

  private static boolean isAsked(Watched witness) {
    return witness.isAsked() && !witness.removed;
  }
}
