/**
 * How long links, memory, disks and batteries will last at the present pace, and which devices may
 * fail soon: from roll-ups, with how sure that is, and "not enough data" where there is too little.
 * As values, as CSV and as a page of charts. Start at {@link
 * io.ispmonitor.capacity.CapacityPlanner}.
 */
@NullMarked
package io.ispmonitor.capacity;

import org.jspecify.annotations.NullMarked;
