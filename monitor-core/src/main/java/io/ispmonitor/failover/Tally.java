package io.ispmonitor.failover;

/** What is counted. Guarded by its owner. */
final class Tally {
  long checks;
  long failed;
  long timedOut;
  long hanging;
  long late;
  long earlyChecks;
  long carryOversFailed;

  /** A check has this outcome; its number. */
  long count(CheckResult result) {
    failed += result.isSuccess() ? 0 : 1;
    timedOut += result == CheckResult.TIMED_OUT ? 1 : 0;
    hanging += result == CheckResult.HANGING ? 1 : 0;
    return ++checks;
  }

  FailoverCounters counters(long reports, long switches, long eventsLost) {
    return new FailoverCounters(
        checks,
        failed,
        timedOut,
        hanging,
        late,
        reports,
        earlyChecks,
        switches,
        carryOversFailed,
        eventsLost);
  }
}
