/**
 * One of several programs is in charge: the one that holds a lease in a place that all of them can
 * reach, such as their database. {@link io.ispmonitor.leadership.lease.LeaseLeadership} takes,
 * keeps and gives up leases; a {@link io.ispmonitor.leadership.lease.LeaseStore} is the place.
 *
 * <p>No clock is trusted. Who holds a lease counts from the moment before it asked to keep it, by
 * its own monotonic clock, and takes itself for demoted after two thirds of the lease. Who wants it
 * has to see it unchanged for a whole lease, by its own monotonic clock too. So two that are in
 * charge at once would take clocks of which one runs half as fast again as the other; a step of any
 * wall clock, the database's included, changes nothing.
 */
@NullMarked
package io.ispmonitor.leadership.lease;

import org.jspecify.annotations.NullMarked;
