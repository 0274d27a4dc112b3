/** Leases in PostgreSQL, and what keeps those out that have lost theirs. */
@NullMarked
package io.ispmonitor.jdbc.internal.lease;

import org.jspecify.annotations.NullMarked;
