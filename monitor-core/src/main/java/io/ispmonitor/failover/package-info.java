/**
 * Two services for one purpose: a primary, such as a remote database, and a local fallback for when
 * it is away. A {@link io.ispmonitor.failover.Failover} checks the primary, says which of the two
 * is to be used now, and carries over what went to the fallback when the primary is back. It knows
 * nothing of monitoring; a host may use it for any pair.
 */
@NullMarked
package io.ispmonitor.failover;

import org.jspecify.annotations.NullMarked;
