package io.ispmonitor.icmp;

import io.ispmonitor.probe.ProbeOutcome;

/** What the loop counts; read by others through {@link #snapshot()} taken on the loop. */
final class Tally {
  long sent;
  long answered;
  long silent;
  long refused;
  long voided;
  long broken;
  long cancelled;
  long late;
  long duplicate;
  long forged;
  long wrongSource;
  long unreadable;
  long overflowed;
  long sendBufferFull;
  long retried;
  long pauses;
  long clockSteps;
  long stamped;

  void count(ProbeOutcome failure) {
    if (failure instanceof ProbeOutcome.Silent) {
      silent++;
    } else if (failure instanceof ProbeOutcome.Refused) {
      refused++;
    } else if (failure instanceof ProbeOutcome.Void) {
      voided++;
    } else {
      broken++;
    }
  }

  EchoCounters snapshot() {
    return new EchoCounters(
        sent,
        answered,
        silent,
        refused,
        voided,
        broken,
        cancelled,
        late,
        duplicate,
        forged,
        wrongSource,
        unreadable,
        overflowed,
        sendBufferFull,
        retried,
        pauses,
        clockSteps,
        stamped);
  }
}
