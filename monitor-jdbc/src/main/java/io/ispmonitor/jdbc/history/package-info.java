/**
 * What samples come to over five minutes, an hour, a day or a month: how many there were, the
 * lowest, the mean, the highest, and what 95 percent of them do not exceed. Kept much longer than
 * the samples. Start at {@link io.ispmonitor.jdbc.JdbcStorage#rollups}.
 */
@NullMarked
package io.ispmonitor.jdbc.history;

import org.jspecify.annotations.NullMarked;
