/**
 * Finds samples of a series that do not fit what the series used to do: one pass, constant memory
 * for each series, and for every verdict a reason in words. Start at {@link
 * io.ispmonitor.anomaly.Detectors}, which makes a detector by its name; what a score means is said
 * in {@link io.ispmonitor.anomaly.Rarity}.
 */
@NullMarked
package io.ispmonitor.anomaly;

import org.jspecify.annotations.NullMarked;
