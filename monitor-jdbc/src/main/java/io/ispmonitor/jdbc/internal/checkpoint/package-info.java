/**
 * What is kept in memory as well, as it was at a position of the spool, in a file on local disk.
 * With the records behind that position it is as it was when the process ended, though the database
 * be away. Start at {@link io.ispmonitor.jdbc.internal.checkpoint.CheckpointFile}.
 *
 * <p>A directory, which may be that of the spool, holds:
 *
 * <ul>
 *   <li>{@code 0000000000000007.checkpoint}: the newest one, and one or two of a lower number
 *       before it, see {@link io.ispmonitor.jdbc.internal.checkpoint.Format}
 *   <li>{@code 0000000000000007.checkpoint.damaged}: one that was refused; the newest few are kept
 *   <li>{@code checkpoint.new}: one that is just being written
 * </ul>
 */
@NullMarked
package io.ispmonitor.jdbc.internal.checkpoint;

import org.jspecify.annotations.NullMarked;
