package io.ispmonitor.internal.path;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Other maintenance windows concern a device than before.
 *
 * @param upkeep those that do from now on
 * @param endedAt when the last one in force ended; null when one is in force, or none was
 */
record UpkeepChange(Upkeep upkeep, @Nullable Instant endedAt) {}
