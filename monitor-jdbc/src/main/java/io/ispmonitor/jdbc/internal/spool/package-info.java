/**
 * What waits on local disk for the database: records in segments that are only ever appended to,
 * with checksums, read in their order, and removed once the database has them.
 */
@NullMarked
package io.ispmonitor.jdbc.internal.spool;

import org.jspecify.annotations.NullMarked;
