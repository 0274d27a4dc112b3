package io.ispmonitor.failover;

import io.ispmonitor.failover.FailoverEvent.CarriedOver;
import io.ispmonitor.failover.FailoverEvent.Checked;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a failover stands.
 *
 * @param name what it is called
 * @param running whether it was started and not closed
 * @param mode who decides
 * @param target which service is used
 * @param since since when; since it was built if it has not switched
 * @param failuresInARow how many checks in a row have failed
 * @param successesInARow how many in a row have succeeded
 * @param lastCheck the last check; null before the first
 * @param isOwed whether something may be in the fallback that the primary lacks. True from the
 *     start until the first carry-over after it; false without one
 * @param carryingOverSince when the carry-over under way began; null when there is none. After the
 *     close there may be one until it heeds the interrupt
 * @param carried how many have arrived by it; 0 when there is none
 * @param lastCarryOver how the last carry-over ended; null before the first
 * @param limits the rules
 * @param counters what was counted
 */
public record FailoverStatus(
    String name,
    boolean running,
    FailoverMode mode,
    FailoverTarget target,
    Instant since,
    long failuresInARow,
    long successesInARow,
    @Nullable Checked lastCheck,
    boolean isOwed,
    @Nullable Instant carryingOverSince,
    long carried,
    @Nullable CarriedOver lastCarryOver,
    FailoverLimits limits,
    FailoverCounters counters) {}
