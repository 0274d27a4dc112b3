package io.ispmonitor.failover;

/**
 * What a failover has counted since it was built.
 *
 * @param checks checks, those included that were not started
 * @param failed how many of them failed, for whatever reason
 * @param timedOut how many of these were not back in time
 * @param hanging how many were not started because an earlier one had not come back
 * @param late checks that came back after their time
 * @param reports failures that callers reported of the primary while it was used
 * @param earlyChecks checks that were made because of such reports
 * @param switches how often the other service was taken into use
 * @param carryOversFailed carry-overs that failed, were given up or could not begin
 * @param eventsLost events that listeners did not hear because too many waited
 */
public record FailoverCounters(
    long checks,
    long failed,
    long timedOut,
    long hanging,
    long late,
    long reports,
    long earlyChecks,
    long switches,
    long carryOversFailed,
    long eventsLost) {}
