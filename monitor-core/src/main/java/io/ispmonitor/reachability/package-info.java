/**
 * Whether devices can be reached, and what that is known from: {@link
 * io.ispmonitor.reachability.DeviceStatus} is how a device stands now, {@link
 * io.ispmonitor.reachability.StateChange} how it came to that, {@link
 * io.ispmonitor.reachability.ReachabilityPolicy} the rules, {@link
 * io.ispmonitor.reachability.StateLog} the memory.
 */
@NullMarked
package io.ispmonitor.reachability;

import org.jspecify.annotations.NullMarked;
