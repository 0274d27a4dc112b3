package io.ispmonitor.diagnosis;

import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Role;
import java.net.InetAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking a device by one of its probes out of turn.
 *
 * @param probe the name of the probe
 * @param role what its outcomes are good for
 * @param outcome what came; null when nothing had come by the end of the diagnosis
 */
public record ProbeFinding(String probe, Role role, @Nullable ProbeOutcome outcome) {
  /** Refuses null at once, where the mistake is. */
  public ProbeFinding {
    Objects.requireNonNull(probe, "probe");
    Objects.requireNonNull(role, "role");
  }

  /** Whether the device answered it, in full or in part. */
  public boolean isAnswered() {
    return outcome instanceof ProbeOutcome.Answered || outcome instanceof ProbeOutcome.Partial;
  }

  /** Whether it shows something wrong with the device or with our side. */
  public boolean isTrouble() {
    return outcome instanceof ProbeOutcome.Silent
        || outcome instanceof ProbeOutcome.Refused
        || outcome instanceof ProbeOutcome.Broken;
  }

  /** The outcome in words. */
  public String outcomeWords() {
    ProbeOutcome came = outcome;
    if (came == null) {
      return "had no outcome in time";
    }
    if (came instanceof ProbeOutcome.Partial part) {
      return "was answered in part: " + part.reason();
    }
    if (came instanceof ProbeOutcome.Silent silent) {
      return "heard nothing for " + Words.millis(silent.waited());
    }
    if (came instanceof ProbeOutcome.Refused no) {
      InetAddress by = no.by();
      return "was refused: " + no.reason() + (by == null ? "" : ", by " + by.getHostAddress());
    }
    if (came instanceof ProbeOutcome.Void nothing) {
      return "proves nothing: " + nothing.reason();
    }
    if (came instanceof ProbeOutcome.Broken broken) {
      return "failed on our side: " + broken.reason();
    }
    return "was answered";
  }

  /** In words, for a line of a report. */
  public String words() {
    return probe + " " + outcomeWords();
  }
}
