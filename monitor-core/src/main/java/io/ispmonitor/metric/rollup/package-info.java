/**
 * What samples come to over five minutes, an hour, a day or a month: how many there were, the
 * lowest, the mean, the highest, and what 95 percent of them do not exceed. Stores may keep them
 * much longer than the samples. Start at {@link io.ispmonitor.metric.rollup.Rollups}.
 */
@NullMarked
package io.ispmonitor.metric.rollup;

import org.jspecify.annotations.NullMarked;
