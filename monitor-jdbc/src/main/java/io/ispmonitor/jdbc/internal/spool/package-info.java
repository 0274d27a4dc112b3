/**
 * What waits on local disk for the database: records in segments that are only ever appended to,
 * with checksums, read in their order, and removed once the database has them. Start at {@link
 * io.ispmonitor.jdbc.internal.spool.Spool}.
 *
 * <p>A directory holds:
 *
 * <ul>
 *   <li>{@code 0000000000000001.spool} and so on: segments, see {@link
 *       io.ispmonitor.jdbc.internal.spool.Format} and {@link
 *       io.ispmonitor.jdbc.internal.spool.SegmentHeader}
 *   <li>{@code 0000000000000001.spool.damaged}: a segment in which something else was found than
 *       was written; nobody reads it, and the newest few are kept, see {@link
 *       io.ispmonitor.jdbc.internal.spool.DamagedFiles}
 *   <li>{@code batch}: how far the segments were read, and the batch that is handed out, see {@link
 *       io.ispmonitor.jdbc.internal.spool.CursorState}
 *   <li>{@code writer}: the directory's id, as text
 *   <li>{@code lock} and {@code owner}: locked by the process that uses the directory, and which
 *       that is
 * </ul>
 */
@NullMarked
package io.ispmonitor.jdbc.internal.spool;

import org.jspecify.annotations.NullMarked;
