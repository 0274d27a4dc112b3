package io.ispmonitor.failover;

import java.time.Duration;

/**
 * The rules of a failover, as {@link FailoverBuilder} says.
 *
 * @param interval how often the primary is checked
 * @param timeout how long a check may take
 * @param failuresToLeave so many failures in a row, and the fallback is used
 * @param successesToReturn so many successes in a row, and the primary is used again
 * @param dwell for how long the fallback is used at least
 * @param earlyCheckAfter how long after the beginning of a check a report may cause another
 * @param carryOverTimeout how long a carry-over may take without progress
 * @param linger how long after the return it is carried over once more
 * @param start what the first check decides
 */
public record FailoverLimits(
    Duration interval,
    Duration timeout,
    int failuresToLeave,
    int successesToReturn,
    Duration dwell,
    Duration earlyCheckAfter,
    Duration carryOverTimeout,
    Duration linger,
    FailoverStart start) {}
